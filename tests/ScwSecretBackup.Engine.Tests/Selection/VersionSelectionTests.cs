using ScwSecretBackup.Engine.Selection;
using ScwSecretBackup.Scaleway.SecretManager;
using Xunit;

namespace ScwSecretBackup.Engine.Tests.Selection;

public sealed class VersionSelectionTests
{
    private static readonly SecretVersion[] Versions =
    [
        Version(1, "enabled"),
        Version(2, "enabled"),
        Version(3, "disabled"),
        Version(4, "scheduled_for_deletion"),
        Version(5, "enabled") with { DeletionRequestedAt = DateTimeOffset.UnixEpoch },
        Version(6, "deleted"),
    ];

    [Theory]
    [InlineData("All", new[] { 1, 2, 3, 4, 5, 6 })]
    [InlineData("latest", new[] { 3 })]
    [InlineData("LATESTENABLED", new[] { 2 })]
    [InlineData("3", new[] { 3 })]
    [InlineData(" 4, 1,1", new[] { 1, 4 })]
    [InlineData("7", new int[0])]
    public void Selects(string text, int[] expected) =>
        Assert.Equal(expected, VersionSelection.Parse(text).Select(Versions, version => version).Select(version => version.Revision));

    [Fact]
    public void Of_no_version_none_is_the_latest() => Assert.Empty(VersionSelection.Latest.Select(Array.Empty<SecretVersion>(), version => version));

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1,,2")]
    [InlineData("oldest")]
    [InlineData("1,Latest")]
    [InlineData("99999999999")]
    public void Refuses_what_names_no_version(string text) => Assert.Throws<FormatException>(() => VersionSelection.Parse(text));

    [Theory]
    [InlineData("All")]
    [InlineData("Latest")]
    [InlineData("LatestEnabled")]
    [InlineData("1,4")]
    public void Its_text_reads_as_the_same(string text)
    {
        Assert.Equal(text, VersionSelection.Parse(text).ToString());
        Assert.Equal(VersionSelection.Parse(text), VersionSelection.Parse(text));
        Assert.NotEqual(VersionSelection.Parse(text), VersionSelection.Parse("9"));
    }

    private static SecretVersion Version(int revision, string status) => new() { SecretId = "s", Revision = revision, Status = status };
}
