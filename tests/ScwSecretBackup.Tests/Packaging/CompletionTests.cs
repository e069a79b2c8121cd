using ScwSecretBackup.Tests.Hosting;

namespace ScwSecretBackup.Tests.Packaging;

public sealed class CompletionTests : IDisposable
{
    private readonly PowerShellHost _session = PowerShellHost.WithModule();

    public void Dispose()
    {
        _session.Dispose();
        Environment.SetEnvironmentVariable("SCW_CONFIG_PATH", Path.Combine(AppContext.BaseDirectory, "no-such-config.yaml"));
    }

    [Fact]
    public void Region_offers_the_regions_that_have_a_Secret_Manager() =>
        Assert.Equal(["fr-par", "nl-ams", "pl-waw"], _session.Complete("Get-ScwSecret -Region "));

    [Fact]
    public void Version_offers_the_words_that_select_versions() =>
        Assert.Equal(["All", "Latest", "LatestEnabled"], _session.Complete("Get-ScwSnapshotItem -Version "));

    [Fact]
    public void Region_narrows_by_what_was_typed_even_inside_quotes()
    {
        Assert.Equal(["nl-ams"], _session.Complete("Backup-ScwSecret -Region nl"));
        Assert.Equal(["'nl-ams'"], _session.Complete("Backup-ScwSecret -Region 'nl"));
    }

    [Fact]
    public void Profile_offers_the_profiles_of_the_config_file_quoted_where_needed()
    {
        string file = Path.Combine(Directory.CreateTempSubdirectory("scw-config-").FullName, "config.yaml");
        File.WriteAllText(file, "profiles:\n  staging:\n    default_region: fr-par\n  'it''s mine':\n    default_region: nl-ams\n");
        Environment.SetEnvironmentVariable("SCW_CONFIG_PATH", file);

        IReadOnlyList<string> offered = _session.Complete("Get-ScwSecret -Profile ");

        Assert.Contains("staging", offered);
        Assert.Contains("'it''s mine'", offered);
    }

    [Fact]
    public void A_broken_config_file_offers_nothing_and_breaks_nothing()
    {
        string file = Path.Combine(Directory.CreateTempSubdirectory("scw-config-").FullName, "config.yaml");
        File.WriteAllText(file, "profiles: [unclosed");
        Environment.SetEnvironmentVariable("SCW_CONFIG_PATH", file);

        Assert.Empty(_session.Complete("Get-ScwSecret -Profile st"));
    }
}
