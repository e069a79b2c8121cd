using ScalewayEmulator.Tests.Support;

namespace ScalewayEmulator.Tests;

public sealed class DemoSeedTests
{
    private const string Region = "fr-par";

    [Fact]
    public async Task Seed_fills_sixty_secrets_that_the_API_lists_but_for_the_scheduled_one()
    {
        await using ApiSession session = await ApiSession.StartAsync();
        DemoSeed.Fill(session.State, ApiSession.Project, Region);

        Assert.Equal(60, session.State.ListSecrets(ApiSession.Project, Region).Count);
        ApiResponse listed = await session.GetAsync($"secrets?project_id={ApiSession.Project}&page_size=100&scheduled_for_deletion=false");
        Assert.Equal(59, (int)listed.Json["total_count"]!);
        Assert.Equal(59, listed.Json["secrets"]!.AsArray().Count);
    }

    [Fact]
    public void Seed_is_the_same_every_time()
    {
        static string Describe()
        {
            var state = new EmulatorState(new ManualTime());
            DemoSeed.Fill(state, ApiSession.Project, Region);
            return System.Text.Json.JsonSerializer.Serialize(state.ListSecrets(ApiSession.Project, Region));
        }

        Assert.Equal(Describe(), Describe());
    }

    [Fact]
    public void Seed_covers_the_cases_a_backup_must_get_right()
    {
        var state = new EmulatorState(new ManualTime());
        DemoSeed.Fill(state, ApiSession.Project, Region);
        IReadOnlyList<EmulatedSecret> secrets = state.ListSecrets(ApiSession.Project, Region);

        Assert.Equal(["basic_credentials", "certificate", "database_credentials", "key_value", "opaque", "ssh_key"], secrets.Select(secret => secret.Type).Distinct().Order());
        Assert.Equal([0, 1, 2, 3, 4], secrets.Select(secret => secret.Path.Split('/', StringSplitOptions.RemoveEmptyEntries).Length).Distinct().Order());
        Assert.Equal(8, secrets.Max(secret => secret.Versions.Count));
        Assert.Equal(65536, secrets.SelectMany(secret => secret.Versions).Max(version => version.Data.Length));
        Assert.Single(secrets, secret => secret.Versions.Count == 0);
        Assert.Single(secrets, secret => secret.DeletionRequestedAt is not null);
        Assert.Single(secrets, secret => secret.TimeToLive is not null);
        Assert.Single(secrets, secret => secret.ExpiresOnceAccessed == true);
        Assert.Contains(secrets, secret => secret.Protected);
        Assert.Contains(secrets, secret => secret.Versions.Any(version => version.Status == "disabled"));
        Assert.Contains(secrets, secret => secret.Versions.Any(version => version.DataCrc32 is not null));
        Assert.Contains(secrets, secret => secrets.Any(other => other != secret && other.Path == secret.Path && string.Equals(other.Name, secret.Name, StringComparison.OrdinalIgnoreCase)));
        Assert.Contains(secrets, secret => secrets.Any(other => other.Path.StartsWith($"/{secret.Name}/", StringComparison.Ordinal)));
    }
}
