using ScwSecretBackup.Scaleway.Configuration;
using Xunit;

namespace ScwSecretBackup.Scaleway.Tests.Configuration;

public sealed class PrecedenceTests
{
    private const string Parameter = "a0000000-0000-4000-8000-000000000001";
    private const string Variable = "a0000000-0000-4000-8000-000000000002";
    private const string Named = "a0000000-0000-4000-8000-000000000003";
    private const string Root = "a0000000-0000-4000-8000-000000000004";

    /// <summary>For each combination of levels that give a setting, the level that wins.</summary>
    public static MatrixTheoryData<bool, bool, bool, bool> Levels => new([false, true], [false, true], [false, true], [false, true]);

    [Theory]
    [MemberData(nameof(Levels))]
    public void Parameter_wins_over_environment_over_named_profile_over_root(bool parameter, bool variable, bool named, bool root)
    {
        using var folder = new ConfigurationFolder();
        folder.With(Yaml(named, root)).With("SCW_PROFILE", "work");
        if (variable)
        {
            folder.With("SCW_SECRET_KEY", Variable).With("SCW_DEFAULT_PROJECT_ID", Variable).With("SCW_DEFAULT_REGION", "aa-variabl")
                .With("SCW_API_URL", "https://variable.example/").With("SCW_INSECURE", "false");
        }

        var overrides = parameter
            ? new ScalewayOverrides { SecretKey = new SecretKey(Parameter), ProjectId = Parameter, Region = "aa-paramet", ApiUrl = new Uri("https://parameter.example/") }
            : new ScalewayOverrides();
        if (!(parameter || variable || named || root))
        {
            Assert.Equal("SecretKey", Assert.Throws<ScalewayConfigurationException>(() => folder.Resolve(overrides)).Setting);
            return;
        }

        var settings = folder.Resolve(overrides);

        var (id, word) = parameter ? (Parameter, "paramet") : variable ? (Variable, "variabl") : named ? (Named, "named") : (Root, "root");
        Assert.Equal(id, settings.SecretKey.HeaderValue);
        Assert.Equal(id, settings.ProjectId);
        Assert.Equal($"aa-{word}", settings.Region);
        Assert.StartsWith($"https://{word}", settings.ApiUrl.OriginalString, StringComparison.Ordinal);
        Assert.Equal(!variable && (named || root), settings.Insecure);
    }

    [Fact]
    public void Settings_of_different_levels_complete_each_other()
    {
        using var folder = new ConfigurationFolder();
        folder.With($"default_region: nl-ams\nprofiles:\n  work:\n    default_project_id: {Named}\n").With("SCW_SECRET_KEY", Variable).With("SCW_PROFILE", "work");

        var settings = folder.Resolve();

        Assert.Equal((Variable, Named, "nl-ams"), (settings.SecretKey.HeaderValue, settings.ProjectId, settings.Region));
        Assert.Equal("https://api.scaleway.com", settings.ApiUrl.OriginalString);
        Assert.Equal("", settings.AccessKey);
        Assert.False(settings.Insecure);
    }

    [Theory]
    [InlineData(null, null, null, "aa-root")]
    [InlineData(null, null, "work", "aa-work")]
    [InlineData(null, "home", "work", "aa-home")]
    [InlineData("other", "home", "work", "aa-other")]
    [InlineData("default", "home", "work", "aa-root")]
    [InlineData(null, "default", "work", "aa-root")]
    [InlineData(null, "", "work", "aa-work")]
    [InlineData(null, null, "default", "aa-root")]
    public void The_profile_is_named_by_parameter_then_variable_then_file(string? parameter, string? variable, string? active, string region)
    {
        using var folder = new ConfigurationFolder();
        folder.With(
            $"""
            {(active is null ? "" : $"active_profile: {active}")}
            secret_key: {Root}
            default_project_id: {Root}
            default_region: aa-root
            profiles:
              work: {"{"} default_region: aa-work {"}"}
              home: {"{"} default_region: aa-home {"}"}
              other: {"{"} default_region: aa-other {"}"}
            """).With("SCW_PROFILE", variable);

        Assert.Equal(region, folder.Resolve(new ScalewayOverrides { Profile = parameter }).Region);
    }

    [Theory]
    [InlineData("SCW_TOKEN", Variable, "SecretKey")]
    [InlineData("SCALEWAY_TOKEN", Variable, "SecretKey")]
    [InlineData("SCALEWAY_ACCESS_KEY", "SCWXXXXXXXXXXXXXXXXX", "AccessKey")]
    [InlineData("SCW_REGION", "nl-ams", "Region")]
    [InlineData("SCALEWAY_REGION", "ams1", "Region")]
    [InlineData("SCW_REGION", "par1", "Region")]
    public void Legacy_variables_are_still_read(string variable, string value, string setting)
    {
        using var folder = new ConfigurationFolder();
        folder.With("SCW_DEFAULT_PROJECT_ID", Root).With(variable, value);
        var overrides = setting == "SecretKey" ? new ScalewayOverrides() : new ScalewayOverrides { SecretKey = new SecretKey(Parameter) };
        if (setting == "AccessKey")
        {
            folder.With("SCW_SECRET_KEY", Variable);
            overrides = new ScalewayOverrides();
        }

        var settings = folder.Resolve(overrides);

        var found = setting switch { "SecretKey" => settings.SecretKey.HeaderValue, "AccessKey" => settings.AccessKey, _ => settings.Region };
        Assert.Equal(value switch { "ams1" => "nl-ams", "par1" => "fr-par", _ => value }, found);
    }

    [Fact]
    public void Current_variables_win_over_legacy_ones()
    {
        using var folder = new ConfigurationFolder();
        folder.With("SCW_SECRET_KEY", Variable).With("SCW_TOKEN", Root).With("SCW_DEFAULT_PROJECT_ID", Root)
            .With("SCW_DEFAULT_REGION", "pl-waw").With("SCW_REGION", "ams1");

        Assert.Equal((Variable, "pl-waw"), (folder.Resolve().SecretKey.HeaderValue, folder.Resolve().Region));
    }

    [Fact]
    public void Without_a_region_anywhere_it_is_paris_as_in_the_official_command_line()
    {
        using var folder = new ConfigurationFolder();

        Assert.Equal("fr-par", folder.Resolve(Complete()).Region);
    }

    [Theory]
    [InlineData(null, null, null, false)]
    [InlineData("true", null, null, true)]
    [InlineData("1", null, "false", true)]
    [InlineData("false", null, "true", false)]
    [InlineData(null, "false", null, true)]
    [InlineData(null, "0", "false", true)]
    [InlineData(null, "true", "true", false)]
    [InlineData("false", "false", null, false)]
    [InlineData(null, null, "True", true)]
    [InlineData(null, null, "no", false)]
    public void Certificates_are_verified_unless_the_first_level_that_speaks_says_no(string? insecure, string? verify, string? profile, bool expected)
    {
        using var folder = new ConfigurationFolder();
        folder.With("SCW_INSECURE", insecure).With("SCW_TLSVERIFY", verify).With(profile is null ? "" : $"insecure: {profile}");

        Assert.Equal(expected, folder.Resolve(Complete()).Insecure);
    }

    internal static ScalewayOverrides Complete() => new() { SecretKey = new SecretKey(Parameter), ProjectId = Parameter };

    private static string Yaml(bool named, bool root)
    {
        var rootValues = root
            ? $"secret_key: {Root}\ndefault_project_id: {Root}\ndefault_region: aa-root\napi_url: https://root.example\ninsecure: true\n"
            : "";
        var namedValues = named
            ? $"    secret_key: {Named}\n    default_project_id: {Named}\n    default_region: aa-named\n    api_url: https://named.example\n    insecure: true\n"
            : "    send_telemetry: false\n";
        return $"{rootValues}profiles:\n  work:\n{namedValues}";
    }
}
