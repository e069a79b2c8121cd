using ScwSecretBackup.Engine.Layout;
using Xunit;

namespace ScwSecretBackup.Engine.Tests.Layout;

public sealed class SecretPathTests
{
    [Theory]
    [InlineData("/", "a", "/a")]
    [InlineData("/a", "b", "/a/b")]
    [InlineData("/prod/db/", "password", "/prod/db/password")]
    [InlineData("/", "manifest.json", "/@manifest.json")]
    [InlineData("/manifest.json", "x", "/@manifest.json/x")]
    [InlineData("/manifest.json2", "x", "/manifest.json2/x")]
    [InlineData("/a", "manifest.json", "/a/manifest.json")]
    public void A_secret_gets_the_directory_of_its_folder_and_name(string folder, string name, string directory) =>
        Assert.Equal(directory, SecretPath.TryCreate(folder, name, out _)!.Directory);

    [Theory]
    [InlineData("/", "")]
    [InlineData("/", ".")]
    [InlineData("/", "..")]
    [InlineData("/", "a/b")]
    [InlineData("/", "a\\b")]
    [InlineData("/", "a\u0000b")]
    [InlineData("/", "line\nbreak")]
    [InlineData("/", "@secret.json")]
    [InlineData("/..", "a")]
    [InlineData("/a//b", "a")]
    [InlineData("/a/./b", "a")]
    [InlineData("/@versions", "a")]
    [InlineData("relative", "a")]
    [InlineData("", "a")]
    public void A_name_that_is_no_path_segment_is_refused_with_a_reason(string folder, string name)
    {
        Assert.Null(SecretPath.TryCreate(folder, name, out string problem));
        Assert.NotEmpty(problem);
    }

    [Fact]
    public void A_name_with_half_a_surrogate_pair_is_refused() => Assert.Null(SecretPath.TryCreate("/", "half\ud800", out _));

    [Fact]
    public void A_name_longer_than_a_segment_may_be_is_refused() => Assert.Null(SecretPath.TryCreate("/", new string('a', 256), out _));
}
