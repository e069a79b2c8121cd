using ScwSecretBackup.Scaleway.Configuration;
using ScwSecretBackup.Scaleway.SecretManager;
using Xunit;

namespace ScwSecretBackup.Scaleway.Tests.Configuration;

public sealed class MalformedSettingTests
{
    private const string Canary = "not-a-key-canary";
    private const string Good = "a0000000-0000-4000-8000-000000000001";

    public static TheoryData<string, string, string> MalformedVariables => new()
    {
        { "SCW_SECRET_KEY", Canary, "SecretKey" },
        { "SCW_SECRET_KEY", "", "SecretKey" },
        { "SCW_SECRET_KEY", $"{Good}\n", "SecretKey" },
        { "SCW_SECRET_KEY", $" {Good}", "SecretKey" },
        { "SCW_SECRET_KEY", $"{{{Good}}}", "SecretKey" },
        { "SCW_ACCESS_KEY", Canary, "AccessKey" },
        { "SCW_ACCESS_KEY", "", "AccessKey" },
        { "SCW_ACCESS_KEY", "SCWTOOSHORT", "AccessKey" },
        { "SCW_DEFAULT_PROJECT_ID", Canary, "ProjectId" },
        { "SCW_DEFAULT_PROJECT_ID", "", "ProjectId" },
        { "SCW_DEFAULT_REGION", Canary, "Region" },
        { "SCW_DEFAULT_REGION", "", "Region" },
        { "SCW_DEFAULT_REGION", "fr-par-1", "Region" },
        { "SCW_DEFAULT_REGION", "../fr-par", "Region" },
        { "SCW_API_URL", Canary, "ApiUrl" },
        { "SCW_API_URL", "", "ApiUrl" },
        { "SCW_API_URL", "http://api.scaleway.com", "ApiUrl" },
        { "SCW_API_URL", "ftp://127.0.0.1", "ApiUrl" },
        { "SCW_API_URL", $"https://user:{Canary}@api.scaleway.com", "ApiUrl" },
        { "SCW_API_URL", $"https://api.scaleway.com/?{Canary}", "ApiUrl" },
        { "SCW_INSECURE", "maybe", "Insecure" },
        { "SCW_TLSVERIFY", "", "Insecure" },
    };

    [Theory]
    [MemberData(nameof(MalformedVariables))]
    public void A_malformed_variable_is_named_and_never_quoted(string variable, string value, string setting)
    {
        using var folder = new ConfigurationFolder();
        folder.With("SCW_SECRET_KEY", Good).With("SCW_DEFAULT_PROJECT_ID", Good).With(variable, value);

        var exception = Assert.Throws<ScalewayConfigurationException>(() => folder.Resolve());

        Assert.Equal(setting, exception.Setting);
        Assert.Contains($"variable {variable}", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, exception.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Good, exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_malformed_value_of_a_profile_is_named_with_profile_and_file()
    {
        using var folder = new ConfigurationFolder();
        folder.With($"profiles:\n  work:\n    secret_key: {Canary}\n");

        var exception = Assert.Throws<ScalewayConfigurationException>(() => folder.Resolve(new ScalewayOverrides { Profile = "work" }));

        Assert.Contains($"secret_key of profile 'work' in {folder.FilePath}", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_malformed_parameter_is_named()
    {
        using var folder = new ConfigurationFolder();
        var overrides = PrecedenceTests.Complete();

        Assert.Contains("parameter ProjectId", Fail(folder, overrides with { ProjectId = "x" }).Message, StringComparison.Ordinal);
        Assert.Contains("parameter Region", Fail(folder, overrides with { Region = "x" }).Message, StringComparison.Ordinal);
        Assert.Contains("parameter ApiUrl", Fail(folder, overrides with { ApiUrl = new Uri("/relative", UriKind.Relative) }).Message, StringComparison.Ordinal);
        Assert.Contains("parameter SecretKey", Fail(folder, overrides with { SecretKey = new SecretKey(Canary) }).Message, StringComparison.Ordinal);
        Assert.Contains("parameter AccessKey", Fail(folder, overrides with { AccessKey = Canary }).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SecretKey", "parameter SecretKey, variable SCW_SECRET_KEY, or secret_key in a profile")]
    [InlineData("ProjectId", "parameter ProjectId, variable SCW_DEFAULT_PROJECT_ID, or default_project_id in a profile")]
    public void What_is_missing_is_said_with_the_ways_to_give_it(string setting, string ways)
    {
        using var folder = new ConfigurationFolder();
        var overrides = setting == "SecretKey" ? new ScalewayOverrides { ProjectId = Good } : new ScalewayOverrides { SecretKey = new SecretKey(Good) };

        var exception = Fail(folder, overrides);

        Assert.Equal(setting, exception.Setting);
        Assert.Contains(ways, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:8080/", "http://127.0.0.1:8080")]
    [InlineData("http://localhost:8080", "http://localhost:8080")]
    [InlineData("http://[::1]:8080/", "http://[::1]:8080")]
    [InlineData("https://proxy.example/scaleway/", "https://proxy.example/scaleway")]
    [InlineData("https://api.scaleway.com", "https://api.scaleway.com")]
    public void An_address_loses_its_trailing_slash_and_may_be_plain_http_on_loopback(string given, string expected)
    {
        using var folder = new ConfigurationFolder();

        Assert.Equal(expected, folder.Resolve(PrecedenceTests.Complete() with { ApiUrl = new Uri(given) }).ApiUrl.OriginalString);
    }

    [Fact]
    public void Plain_http_elsewhere_is_refused_with_the_reason()
    {
        using var folder = new ConfigurationFolder();

        var exception = Fail(folder, PrecedenceTests.Complete() with { ApiUrl = new Uri("http://192.168.1.5:8080") });

        Assert.Contains("loopback addresses only, because the secret key travels in a header", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_client_checks_settings_that_were_made_by_hand()
    {
        using var folder = new ConfigurationFolder();
        var good = folder.Resolve(PrecedenceTests.Complete());
        foreach (var (bad, setting) in new[]
        {
            (good with { SecretKey = new SecretKey("x\r\nX-Evil: 1") }, "SecretKey"),
            (good with { ProjectId = "../.." }, "ProjectId"),
            (good with { Region = "fr-par/../.." }, "Region"),
            (good with { ApiUrl = new Uri("http://example.com") }, "ApiUrl"),
        })
        {
            var exception = Assert.Throws<ScalewayConfigurationException>(() => new SecretManagerClient(bad, new SecretManagerClientOptions(), TimeProvider.System));
            Assert.Equal(setting, exception.Setting);
        }
    }

    private static ScalewayConfigurationException Fail(ConfigurationFolder folder, ScalewayOverrides overrides) =>
        Assert.Throws<ScalewayConfigurationException>(() => folder.Resolve(overrides));
}
