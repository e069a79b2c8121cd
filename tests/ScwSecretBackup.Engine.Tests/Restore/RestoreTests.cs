using System.Text;
using ScalewayEmulator;
using ScwSecretBackup.Engine.Restore;
using ScwSecretBackup.Engine.Tests.Support;
using ScwSecretBackup.Scaleway.SecretManager;
using Xunit;

namespace ScwSecretBackup.Engine.Tests.Restore;

public sealed class RestoreTests
{
    private const string Key = "33333333-3333-4333-8333-333333333333";

    [Fact]
    public async Task A_plan_writes_nothing()
    {
        await using TestBed bed = await TestBed.StartAsync();
        DemoSeed.Fill(bed.State, TestBed.SourceProject, TestBed.SourceRegion);
        await bed.BackupAsync();
        bed.Server.ClearCalls();

        RestorePlan plan = await bed.PlanRestoreAsync();

        Assert.All(bed.Server.Calls, call => Assert.Equal("GET", call.Method));
        Assert.Equal(
            plan.Items.Select(item => (item.TargetFolder, item.TargetName)).OrderBy(key => key.TargetFolder, StringComparer.Ordinal).ThenBy(key => key.TargetName, StringComparer.Ordinal),
            plan.Items.Select(item => (item.TargetFolder, item.TargetName)));
        Assert.Empty(bed.TargetSecrets());
    }

    [Fact]
    public async Task Gaps_are_renumbered_and_the_map_says_how()
    {
        await using TestBed bed = await TestBed.StartAsync();
        EmulatedSecret secret = bed.Seed("/a", "s", [1], [2], [3]);
        secret.Versions.RemoveAt(1);
        await bed.BackupAsync();

        RestoreItemResult result = Assert.Single(await bed.RestoreAsync());

        Assert.Equal([(1, 1), (3, 2)], result.RevisionMap.OrderBy(pair => pair.Key).Select(pair => (pair.Key, pair.Value)));
        Assert.Equal([1, 3], bed.TargetSecret("/a", "s").Versions.Select(version => version.Data[0]));
        Assert.Equal(bed.TargetSecret("/a", "s").Id, result.TargetId);
    }

    [Fact]
    public async Task A_secret_is_protected_after_its_last_version()
    {
        await using TestBed bed = await TestBed.StartAsync();
        EmulatedSecret secret = bed.Seed("/a", "s", [1], [2]);
        secret.Protected = true;
        await bed.BackupAsync();
        secret.Versions[0].Status = "disabled";
        await bed.BackupAsync();
        bed.Server.ClearCalls();

        await bed.RestoreAsync();

        Assert.Equal(
            ["CreateSecret", "CreateVersion", "DisableVersion", "CreateVersion", "ProtectSecret"],
            bed.Server.Calls.Where(call => call.Method != "GET" && call.Status < 400).Select(call => call.Operation));
        Assert.Equal(["disabled", "enabled"], bed.TargetSecret("/a", "s").Versions.Select(version => version.Status));
        Assert.True(bed.TargetSecret("/a", "s").Protected);
    }

    [Fact]
    public async Task Versions_without_a_value_are_lost_with_the_reason_and_the_rest_comes_back()
    {
        await using TestBed bed = await TestBed.StartAsync();
        EmulatedSecret secret = bed.Seed("/a", "s", [1], [2]);
        secret.Versions[0].Status = "disabled";
        await bed.BackupAsync();

        RestoreItemResult result = Assert.Single(await bed.RestoreAsync());
        RestoreItemResult again = Assert.Single(await bed.RestoreAsync());

        Assert.Contains(result.FieldsLost, field => field.Field == "revision 1" && field.Reason.Contains("disabled", StringComparison.Ordinal));
        Assert.Equal([2], bed.TargetSecret("/a", "s").Versions.Single().Data);
        Assert.Equal(RestoreAction.Unchanged, again.Action);
    }

    [Fact]
    public async Task A_secret_without_any_value_is_refused_and_one_without_versions_comes_back()
    {
        await using TestBed bed = await TestBed.StartAsync();
        bed.Seed("/a", "no-value", [1]).Versions[0].Status = "disabled";
        bed.Seed("/a", "no-version");
        EmulatedSecret deleted = bed.Seed("/a", "deleted", [1]);
        deleted.DeletionRequestedAt = DateTimeOffset.UtcNow;
        await bed.BackupAsync();

        IReadOnlyList<RestoreItemResult> results = await bed.RestoreAsync();

        Assert.Equal(["deleted", "no-value"], results.Where(result => result.Action == RestoreAction.Refuse).Select(result => result.Item.TargetName).Order());
        Assert.Empty(bed.TargetSecret("/a", "no-version").Versions);
        Assert.Single(bed.TargetSecrets());
    }

    [Fact]
    public async Task Of_two_secrets_with_one_name_the_oldest_live_one_is_restored()
    {
        await using TestBed bed = await TestBed.StartAsync();
        EmulatedSecret deleted = bed.Seed("/a", "s", [1]);
        deleted.DeletionRequestedAt = DateTimeOffset.UtcNow;
        bed.Seed("/a", "s", [2]);
        await bed.BackupAsync();

        IReadOnlyList<RestoreItemResult> results = await bed.RestoreAsync();

        Assert.Equal([RestoreAction.Create, RestoreAction.Refuse], results.Select(result => result.Action).Order());
        Assert.Equal([2], bed.TargetSecret("/a", "s").Versions.Single().Data);
    }

    [Fact]
    public async Task Only_the_selected_secrets_are_restored()
    {
        await using TestBed bed = await TestBed.StartAsync();
        bed.Seed("/a", "s", [1]);
        EmulatedSecret chosen = bed.Seed("/a", "t", [2]);
        await bed.BackupAsync();

        await bed.RestoreAsync(change: request => request with { Chosen = new Dictionary<string, IReadOnlySet<int>?> { [chosen.Id] = null } });

        Assert.Equal("t", Assert.Single(bed.TargetSecrets()).Name);
    }

    [Fact]
    public async Task Too_many_versions_are_refused_by_the_plan()
    {
        await using TestBed bed = await TestBed.StartAsync();
        EmulatedSecret many = bed.Seed("/a", "many");
        EmulatedSecret filled = bed.State.AddSecret(TestBed.TargetProject, TestBed.TargetRegion, "/a", "some");
        bed.Seed("/a", "some", [1], [2]);
        for (int i = 0; i < 21; i++)
        {
            bed.State.AddVersion(many, [(byte)i]);
            bed.State.AddVersion(filled, [(byte)(100 + i)]);
        }

        filled.Versions.RemoveRange(0, 2);
        await bed.BackupAsync();

        RestorePlan plan = await bed.PlanRestoreAsync(ConflictAction.NewVersion);

        Assert.All(plan.Items, item => Assert.Equal(RestoreAction.Refuse, item.Action));
        Assert.All(plan.Items, item => Assert.Contains("21 versions", item.Reason, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_used_up_quota_of_secrets_shows_for_each_secret_it_hits()
    {
        await using TestBed bed = await TestBed.StartAsync();
        bed.Seed("/a", "s", [1]);
        bed.Seed("/a", "t", [2]);
        await bed.BackupAsync();
        bed.State.SecretQuota = 3;

        IReadOnlyList<RestoreItemResult> results = await bed.RestoreAsync();

        RestoreItemResult failed = Assert.Single(results, result => result.Error is not null);
        Assert.Equal(EngineErrorKind.QuotaExceeded, Assert.IsType<EngineException>(failed.Error).Kind);
        Assert.Single(bed.TargetSecrets());
    }

    [Fact]
    public async Task A_key_id_is_refused_in_another_region_unless_it_is_dropped()
    {
        await using TestBed bed = await TestBed.StartAsync();
        bed.Seed("/a", "s", [1]).KeyId = Key;
        await bed.BackupAsync();

        RestoreItemResult refused = Assert.Single(await bed.RestoreAsync());
        RestoreItemResult dropped = Assert.Single(await bed.RestoreAsync(change: request => request with { DropKeyId = true }));
        RestoreItemResult again = Assert.Single(await bed.RestoreAsync(change: request => request with { DropKeyId = true }));

        Assert.Equal(RestoreAction.Refuse, refused.Action);
        Assert.Contains(dropped.FieldsLost, field => field.Field == "key_id");
        Assert.Null(dropped.Error);
        Assert.Null(bed.TargetSecret("/a", "s").KeyId);
        Assert.Equal(RestoreAction.Unchanged, again.Action);
    }

    [Fact]
    public async Task A_key_id_comes_back_in_its_region()
    {
        await using TestBed bed = await TestBed.StartAsync();
        bed.Seed("/a", "s", [1]).KeyId = Key;
        await bed.BackupAsync();
        ISecretManager sameRegion = bed.CreateClient(TestBed.FullAccess, TestBed.SourceRegion);

        RestoreItemResult result = Assert.Single(await bed.RestoreAsync(target: sameRegion));

        Assert.Contains("key_id", result.FieldsRestored);
        Assert.Equal(Key, Assert.Single(bed.State.ListSecrets(TestBed.TargetProject, TestBed.SourceRegion)).KeyId);
    }

    [Fact]
    public async Task A_lifetime_in_the_future_comes_back_and_one_in_the_past_is_lost()
    {
        await using TestBed bed = await TestBed.StartAsync();
        DateTimeOffset future = new(DateTimeOffset.UtcNow.AddDays(30).Ticks / 10_000_000 * 10_000_000, TimeSpan.Zero);
        EmulatedSecret secret = bed.State.AddSecret(TestBed.SourceProject, TestBed.SourceRegion, "/a", "s", value =>
        {
            value.TimeToLive = "86400s";
            value.EphemeralAction = "disable";
        });
        EmulatedVersion first = bed.State.AddVersion(secret, [1]);
        EmulatedVersion second = bed.State.AddVersion(secret, [2]);
        first.ExpiresAt = future;
        second.ExpiresAt = future;
        await bed.BackupAsync();
        second.ExpiresAt = DateTimeOffset.UtcNow.AddDays(-1);
        second.Status = "disabled";
        await bed.BackupAsync();

        RestoreItemResult result = Assert.Single(await bed.RestoreAsync());

        Assert.Null(result.Error);
        EmulatedSecret restored = bed.TargetSecret("/a", "s");
        Assert.Equal(("86400s", "disable"), (restored.TimeToLive, restored.EphemeralAction));
        Assert.Equal(future, restored.Versions[0].ExpiresAt);
        Assert.True(restored.Versions[1].ExpiresAt > DateTimeOffset.UtcNow);
        Assert.Equal("disabled", restored.Versions[1].Status);
        Assert.Contains(result.FieldsLost, field => field.Field == "revision 2 expires_at");
    }

    [Fact]
    public async Task A_restored_single_access_value_is_never_read_back()
    {
        await using TestBed bed = await TestBed.StartAsync();
        EmulatedSecret secret = bed.State.AddSecret(TestBed.SourceProject, TestBed.SourceRegion, "/a", "s", value =>
        {
            value.ExpiresOnceAccessed = true;
            value.EphemeralAction = "disable";
        });
        bed.State.AddVersion(secret, [1]);
        await bed.BackupAsync(request => request with { IncludeSingleAccess = true });
        bed.Server.ClearCalls();

        RestoreItemResult created = Assert.Single(await bed.RestoreAsync());
        RestoreItemResult again = Assert.Single(await bed.RestoreAsync());

        Assert.Equal(0, bed.CallsOf("AccessVersion"));
        Assert.Equal((RestoreAction.Create, null, RestoreVerification.None), (created.Action, created.Error, created.Verification));
        Assert.Equal("enabled", bed.TargetSecret("/a", "s").Versions.Single().Status);
        Assert.Equal(RestoreAction.Unchanged, again.Action);
    }

    [Fact]
    public async Task Recorded_checksums_verify_where_the_key_may_not_read()
    {
        await using TestBed bed = await TestBed.StartAsync();
        bed.Seed("/a", "s", "123456789"u8.ToArray()).Versions[0].DataCrc32 = 0xCBF43926;
        await bed.BackupAsync();
        ISecretManager blind = bed.CreateClient(["SecretManagerReadOnly", "SecretManagerSecretCreate"], TestBed.TargetRegion);

        RestoreItemResult result = Assert.Single(await bed.RestoreAsync(target: blind));

        Assert.Equal((null, RestoreVerification.Crc), (result.Error, result.Verification));
        Assert.Equal(0xCBF43926, bed.TargetSecret("/a", "s").Versions.Single().DataCrc32);
    }

    [Fact]
    public async Task Product_owned_secrets_come_back_as_plain_ones()
    {
        await using TestBed bed = await TestBed.StartAsync();
        EmulatedSecret secret = bed.Seed("/s2s_vpn", "psk", [1]);
        secret.UsedBy = ["s2s_vpn"];
        await bed.BackupAsync();

        RestoreItemResult result = Assert.Single(await bed.RestoreAsync());

        Assert.Contains(result.FieldsLost, field => field.Field == "used_by");
        Assert.Null(result.Error);
    }

    [Fact]
    public async Task Cancelling_ends_after_the_write_under_way_and_a_second_run_completes()
    {
        await using TestBed bed = await TestBed.StartAsync();
        for (int i = 0; i < 20; i++)
        {
            bed.Seed("/a", $"s{i}", [1, (byte)i], [2, (byte)i]);
        }

        await bed.BackupAsync();
        RestorePlan plan = await bed.PlanRestoreAsync(change: request => request with { ThrottleLimit = 2 });
        using var stop = new CancellationTokenSource();
        var seen = new List<RestoreItemResult>();
        var runner = new RestoreRunner(bed.Store, bed.Target, TimeProvider.System);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (RestoreItemResult result in runner.RunAsync(plan, null, stop.Token))
            {
                seen.Add(result);
                await stop.CancelAsync();
            }
        });
        Assert.InRange(seen.Count, 1, 19);
        IReadOnlyList<RestoreItemResult> second = await bed.RestoreAsync(ConflictAction.NewVersion);

        Assert.All(second, result => Assert.Null(result.Error));
        SecretAssert.Equal(bed.State.ListSecrets(TestBed.SourceProject, TestBed.SourceRegion), bed.TargetSecrets());
    }

    [Fact]
    public async Task Taking_no_more_results_stops_the_run()
    {
        await using TestBed bed = await TestBed.StartAsync();
        for (int i = 0; i < 20; i++)
        {
            bed.Seed("/a", $"s{i}", [(byte)i]);
        }

        await bed.BackupAsync();
        RestorePlan plan = await bed.PlanRestoreAsync(change: request => request with { ThrottleLimit = 1 });

        await foreach (RestoreItemResult _ in new RestoreRunner(bed.Store, bed.Target, TimeProvider.System).RunAsync(plan, null, TestContext.Current.CancellationToken))
        {
            break;
        }

        int after = bed.Server.Calls.Count;
        Assert.InRange(bed.TargetSecrets().Count, 1, 19);
        Assert.Equal(after, bed.Server.Calls.Count);
    }

    [Fact]
    public async Task No_value_shows_in_the_errors_of_a_restore()
    {
        const string Marker = "MARKED-VALUE-91aa";
        await using TestBed bed = await TestBed.StartAsync();
        for (int i = 0; i < 4; i++)
        {
            bed.Seed("/a", $"s{i}", Encoding.UTF8.GetBytes($"{Marker}-{i}"));
        }

        await bed.BackupAsync();
        bed.Server.Faults.Script = CallWatch.FaultFrom(0, FaultKind.InternalErrorAfter, "CreateVersion", "ListVersions");

        IReadOnlyList<RestoreItemResult> results = await bed.RestoreAsync();

        Assert.All(results, result => Assert.NotNull(result.Error));
        string texts = string.Join('\n', results.Select(result => result.Error!.ToString()));
        Assert.DoesNotContain(Marker, texts, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes(Marker))[..16], texts, StringComparison.Ordinal);
    }
}
