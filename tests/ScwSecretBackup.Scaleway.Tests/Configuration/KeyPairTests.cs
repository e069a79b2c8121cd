using ScwSecretBackup.Scaleway.Configuration;
using Xunit;

namespace ScwSecretBackup.Scaleway.Tests.Configuration;

/// <summary>A secret key is never shown together with somebody else's access key.</summary>
public sealed class KeyPairTests
{
    private const string SecretA = "aaaaaaaa-0000-4000-8000-00000000000a";
    private const string SecretB = "bbbbbbbb-0000-4000-8000-00000000000b";
    private const string AccessA = "SCWAAAAAAAAAAAAAAAAA";
    private const string AccessB = "SCWBBBBBBBBBBBBBBBBB";
    private const string Project = "cccccccc-0000-4000-8000-00000000000c";

    [Fact]
    public void A_pair_of_one_level_stays_together()
    {
        using var folder = Profile($"access_key: {AccessB}\nsecret_key: {SecretB}\n");

        var settings = folder.Resolve();

        Assert.Equal((AccessB, SecretB), (settings.AccessKey, settings.SecretKey.HeaderValue));
    }

    [Fact]
    public void A_secret_key_given_alone_takes_no_access_key_from_a_lower_level()
    {
        using var folder = Profile($"access_key: {AccessB}\nsecret_key: {SecretB}\n");

        Assert.Equal("", folder.Resolve(new ScalewayOverrides { SecretKey = new SecretKey(SecretA) }).AccessKey);
        Assert.Equal("", folder.With("SCW_SECRET_KEY", SecretA).Resolve().AccessKey);
    }

    [Fact]
    public void A_named_profile_takes_no_access_key_from_the_root()
    {
        using var folder = Profile($"access_key: {AccessB}\nsecret_key: {SecretB}\nprofiles:\n  work:\n    secret_key: {SecretA}\n");

        var settings = folder.Resolve(new ScalewayOverrides { Profile = "work" });

        Assert.Equal(("", SecretA), (settings.AccessKey, settings.SecretKey.HeaderValue));
    }

    [Fact]
    public void An_access_key_above_may_complete_a_secret_key_that_stands_alone()
    {
        using var folder = Profile($"secret_key: {SecretB}\n").With("SCW_ACCESS_KEY", AccessB);

        Assert.Equal((AccessB, SecretB), (folder.Resolve().AccessKey, folder.Resolve().SecretKey.HeaderValue));
    }

    [Fact]
    public void An_access_key_that_contradicts_the_secret_keys_own_is_an_error()
    {
        using var folder = Profile($"access_key: {AccessB}\nsecret_key: {SecretB}\n");

        var exception = Assert.Throws<ScalewayConfigurationException>(() => folder.Resolve(new ScalewayOverrides { AccessKey = AccessA }));

        Assert.Equal("AccessKey", exception.Setting);
        Assert.Contains("parameter AccessKey", exception.Message, StringComparison.Ordinal);
        Assert.Contains($"secret_key of profile 'default' in {folder.FilePath}", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(SecretB, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_access_key_on_two_levels_is_no_contradiction()
    {
        using var folder = Profile($"access_key: {AccessB}\nsecret_key: {SecretB}\n").With("SCW_ACCESS_KEY", AccessB);

        Assert.Equal(AccessB, folder.Resolve().AccessKey);
    }

    private static ConfigurationFolder Profile(string yaml) => new ConfigurationFolder().With($"default_project_id: {Project}\n{yaml}");
}
