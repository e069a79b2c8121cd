using System.Net;
using System.Text;
using ScalewayEmulator;
using ScwSecretBackup.Engine.Backup;
using ScwSecretBackup.Engine.Tests.Support;
using ScwSecretBackup.Scaleway;
using ScwSecretBackup.Scaleway.SecretManager;
using Xunit;

namespace ScwSecretBackup.Engine.Tests.Backup;

public sealed class CaptureTests
{
    [Fact]
    public async Task A_value_that_one_access_consumes_is_listed_as_skipped_and_stays()
    {
        await using TestBed bed = await TestBed.StartAsync();
        EmulatedSecret byPolicy = SeedSingleAccess(bed, "by-policy");
        EmulatedSecret byVersion = bed.Seed("/", "by-version", [2]);
        byVersion.Versions[0].ExpiresOnceAccessed = true;
        byVersion.Versions[0].EphemeralAction = "delete";
        bed.Seed("/", "normal", [3]);

        BackupResult result = await bed.BackupAsync();

        Assert.Equal(BackupStatus.Complete, result.Status);
        Assert.Equal(["by-policy", "by-version"], result.Skipped.Select(item => item.Name));
        Assert.All(result.Skipped, item => Assert.Contains("one access", item.Reason, StringComparison.Ordinal));
        RecordedCall access = Assert.Single(bed.Server.Calls, call => call.Operation == "AccessVersion");
        Assert.DoesNotContain(byPolicy.Id, access.Path, StringComparison.Ordinal);
        Assert.DoesNotContain(byVersion.Id, access.Path, StringComparison.Ordinal);
        Assert.Equal("enabled", byPolicy.Versions[0].Status);
    }

    [Fact]
    public async Task A_value_that_one_access_consumes_is_read_last_when_asked_for()
    {
        await using TestBed bed = await TestBed.StartAsync();
        EmulatedSecret single = SeedSingleAccess(bed, "a-first-by-name");
        for (int i = 0; i < 30; i++)
        {
            bed.Seed("/", $"normal{i}", [(byte)i]);
        }

        BackupResult result = await bed.BackupAsync(request => request with { IncludeSingleAccess = true });

        Assert.Equal(31, result.ValuesRead);
        Assert.Contains(single.Id, bed.Server.Calls.Last(call => call.Operation == "AccessVersion").Path, StringComparison.Ordinal);
        Assert.NotNull((await bed.ReadAsync()).Single(secret => secret.Metadata.Id == single.Id).Versions[0].ValueEntry);
    }

    [Fact]
    public async Task A_value_that_was_consumed_without_arriving_is_an_error_and_no_change_by_others()
    {
        await using TestBed bed = await TestBed.StartAsync();
        EmulatedSecret single = SeedSingleAccess(bed, "single");
        bed.Server.Faults.Script = CallWatch.FaultAt(0, FaultKind.ResetAfter, "AccessVersion");

        BackupResult result = await bed.BackupAsync(request => request with { IncludeSingleAccess = true });

        Assert.Equal("disabled", single.Versions[0].Status);
        Assert.Equal(BackupStatus.Partial, result.Status);
        Assert.True(Assert.Single(result.Skipped).IsError);
    }

    [Fact]
    public async Task A_failing_backup_consumes_no_single_access_value()
    {
        await using TestBed bed = await TestBed.StartAsync();
        EmulatedSecret single = SeedSingleAccess(bed, "single");
        bed.Seed("/", "normal", [1]);
        bed.Server.Faults.Script = CallWatch.FaultFrom(0, FaultKind.InternalError, "AccessVersion");

        await Assert.ThrowsAnyAsync<Exception>(() => bed.BackupAsync(request => request with { IncludeSingleAccess = true }));

        Assert.DoesNotContain(bed.Server.Calls, call => call.Operation == "AccessVersion" && call.Path.Contains(single.Id, StringComparison.Ordinal));
        Assert.Empty(await bed.Catalog.ListAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task One_denied_value_makes_the_backup_partial_again_and_again()
    {
        await using TestBed bed = await TestBed.StartAsync();
        EmulatedSecret denied = bed.Seed("/a", "denied", [1]);
        bed.Seed("/a", "allowed", [2]);
        bed.State.DenyAccess(denied.Id);

        for (int i = 0; i < 2; i++)
        {
            BackupResult result = await bed.BackupAsync();

            SkippedVersion skipped = Assert.Single(result.Skipped);
            Assert.Equal(("/a", "denied", 1, true), (skipped.Folder, skipped.Name, skipped.Revision, skipped.IsError));
            Assert.Equal(BackupStatus.Partial, result.Status);
            Assert.Equal(1, (await bed.Catalog.ResolveAsync("latest", TestContext.Current.CancellationToken)).ErrorCount);
        }
    }

    [Fact]
    public async Task A_key_that_reads_no_value_at_all_makes_no_snapshot()
    {
        await using TestBed bed = await TestBed.StartAsync();
        bed.Seed("/a", "s", [1]);
        bed.Seed("/a", "t", [1]);
        ISecretManager readOnly = bed.CreateClient(["SecretManagerReadOnly"], TestBed.SourceRegion);

        EngineException error = await Assert.ThrowsAsync<EngineException>(() => bed.BackupAsync(source: readOnly));

        Assert.Equal(EngineErrorKind.AllValuesDenied, error.Kind);
        Assert.Contains("SecretManagerSecretAccess", error.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(await bed.Catalog.ListAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_key_that_may_not_list_gets_a_clear_error()
    {
        await using TestBed bed = await TestBed.StartAsync();
        ISecretManager accessOnly = bed.CreateClient(["SecretManagerSecretAccess"], TestBed.SourceRegion);

        Assert.Equal(EngineErrorKind.ListingDenied, (await Assert.ThrowsAsync<EngineException>(() => bed.BackupAsync(source: accessOnly))).Kind);
    }

    [Fact]
    public async Task A_shrunken_listing_stops_the_backup_unless_allowed()
    {
        await using TestBed bed = await TestBed.StartAsync();
        EmulatedSecret[] secrets = [.. Enumerable.Range(0, 10).Select(i => bed.Seed("/", $"s{i}", [(byte)i]))];
        await bed.BackupAsync();
        foreach (EmulatedSecret secret in secrets[..6])
        {
            secret.DeletionRequestedAt = DateTimeOffset.UtcNow;
        }

        Assert.Equal(EngineErrorKind.SourceShrunk, (await Assert.ThrowsAsync<EngineException>(() => bed.PlanBackupAsync())).Kind);
        BackupResult allowed = await bed.BackupAsync(request => request with { AllowShrink = true });

        Assert.Equal(10, allowed.SecretCount);
        Assert.Equal(6, allowed.Skipped.Count);
    }

    [Fact]
    public async Task An_empty_project_is_backed_up_only_when_that_is_allowed()
    {
        await using TestBed bed = await TestBed.StartAsync();

        Assert.Equal(EngineErrorKind.SourceShrunk, (await Assert.ThrowsAsync<EngineException>(() => bed.BackupAsync())).Kind);
        Assert.Equal(0, (await bed.BackupAsync(request => request with { AllowShrink = true })).SecretCount);
        Assert.Empty(await bed.ReadAsync());
        Assert.Equal(0, (await bed.BackupAsync()).SecretCount);
    }

    [Fact]
    public async Task Secrets_without_versions_and_with_odd_names_are_captured()
    {
        await using TestBed bed = await TestBed.StartAsync();
        bed.Seed("/", "empty");
        bed.Seed("/", "manifest.json", [1]);
        bed.Seed("/manifest.json", "x", [2]);
        bed.Seed("/", "a", [3]);
        bed.Seed("/a", "b", [4]);
        bed.Seed("/", "CON", [5]);
        bed.Seed("/", "con", [6]);

        BackupResult result = await bed.BackupAsync();

        Assert.Equal((7, 6, 0), (result.SecretCount, result.ValuesRead, result.Skipped.Count));
        Assert.Equal(
            ["/@manifest.json", "/@manifest.json/x", "/CON", "/a", "/a/b", "/con", "/empty"],
            (await bed.ReadAsync()).Select(secret => secret.Directory));
    }

    [Fact]
    public async Task A_secret_whose_name_is_no_path_segment_is_skipped_with_a_reason()
    {
        await using TestBed bed = await TestBed.StartAsync();
        bed.Seed("/", "..", [1]);
        bed.Seed("/", "line\nbreak", [2]);
        bed.Seed("/", "good", [3]);

        BackupResult result = await bed.BackupAsync();

        Assert.Equal((1, 1), (result.SecretCount, result.ValuesRead));
        Assert.Equal(2, result.Skipped.Count(item => item.Revision == 0 && item.Reason.Length > 0));
    }

    [Fact]
    public async Task A_version_that_is_disabled_while_the_backup_runs_is_recorded_as_it_is_now()
    {
        await using TestBed bed = await TestBed.StartAsync();
        EmulatedSecret secret = bed.Seed("/", "s", [1], [2]);
        BackupPlan plan = await bed.PlanBackupAsync();
        secret.Versions[0].Status = "disabled";

        BackupResult result = await new BackupRunner(bed.Source, bed.Store, TimeProvider.System).RunAsync(plan, null, TestContext.Current.CancellationToken);

        Assert.Equal(BackupStatus.Complete, result.Status);
        Assert.Equal(1, Assert.Single(result.Skipped).Revision);
        Assert.Equal("disabled", Assert.Single(await bed.ReadAsync()).Versions[0].Metadata.Status);
    }

    [Fact]
    public async Task A_version_that_disappears_while_the_backup_runs_keeps_its_metadata()
    {
        await using TestBed bed = await TestBed.StartAsync();
        EmulatedSecret secret = bed.Seed("/", "s", [1], [2]);
        bed.Seed("/", "t", [3]);
        BackupPlan plan = await bed.PlanBackupAsync();
        secret.Versions.RemoveAt(1);

        BackupResult result = await new BackupRunner(bed.Source, bed.Store, TimeProvider.System).RunAsync(plan, null, TestContext.Current.CancellationToken);

        SkippedVersion skipped = Assert.Single(result.Skipped);
        Assert.Equal((2, false), (skipped.Revision, skipped.IsError));
        Assert.Equal(2, (await bed.ReadAsync()).Single(found => found.Metadata.Name == "s").Versions.Count);
    }

    [Fact]
    public async Task A_value_that_the_list_still_calls_enabled_but_is_not_given_is_an_error()
    {
        await using TestBed bed = await TestBed.StartAsync();
        bed.Seed("/", "s", [1]);
        bed.Seed("/", "t", [2]);
        int refused = 0;
        ISecretManager source = InterceptedSecretManager.Create(bed.Source, called =>
        {
            if (called == nameof(ISecretManager.AccessVersionAsync) && Interlocked.Increment(ref refused) == 1)
            {
                throw new ScalewayApiException(HttpStatusCode.PreconditionFailed, "no") { ErrorType = "precondition_failed" };
            }
        });

        BackupResult result = await bed.BackupAsync(source: source);

        Assert.Equal((BackupStatus.Partial, 1), (result.Status, result.ValuesRead));
        Assert.True(Assert.Single(result.Skipped).IsError);
    }

    [Fact]
    public async Task A_cancelled_backup_leaves_no_snapshot_and_a_store_that_takes_the_next_one()
    {
        await using TestBed bed = await TestBed.StartAsync();
        for (int i = 0; i < 20; i++)
        {
            bed.Seed("/", $"s{i}", [(byte)i]);
        }

        BackupPlan plan = await bed.PlanBackupAsync();
        using var stop = new CancellationTokenSource();
        int accesses = 0;
        ISecretManager source = InterceptedSecretManager.Create(bed.Source, called =>
        {
            if (called == nameof(ISecretManager.AccessVersionAsync) && Interlocked.Increment(ref accesses) == 10)
            {
                stop.Cancel();
            }
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new BackupRunner(source, bed.Store, TimeProvider.System).RunAsync(plan, null, stop.Token));

        Assert.Empty(await bed.Catalog.ListAsync(TestContext.Current.CancellationToken));
        Assert.Equal(20, (await bed.BackupAsync()).ValuesRead);
    }

    [Fact]
    public async Task A_checksum_that_fits_nothing_is_a_warning_only()
    {
        await using TestBed bed = await TestBed.StartAsync();
        EmulatedSecret secret = bed.Seed("/a", "s", "123456789"u8.ToArray(), "123456789"u8.ToArray(), "123456789"u8.ToArray());
        secret.Versions[0].DataCrc32 = 0xCBF43926;
        secret.Versions[1].DataCrc32 = 0xE3069283;
        secret.Versions[2].DataCrc32 = 1;

        BackupResult result = await bed.BackupAsync();

        Assert.Contains("/a/s revision 3", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Equal(BackupStatus.Complete, result.Status);
        Assert.Equal([0xCBF43926, 0xE3069283, 1u], Assert.Single(await bed.ReadAsync()).Versions.Select(version => version.DataCrc32!.Value));
    }

    [Fact]
    public async Task Labels_of_the_request_are_in_the_header()
    {
        await using TestBed bed = await TestBed.StartAsync();
        bed.Seed("/a", "s", [1]);

        await bed.BackupAsync(request => request with { Environment = "production", DataClasses = ["PII"], Tags = ["t"], Job = "j", Perimeter = "p" });

        var description = (await bed.Catalog.ResolveAsync("latest", TestContext.Current.CancellationToken)).Description;
        Assert.Equal($"scaleway-secret backup of {TestBed.SourceRegion}/{TestBed.SourceProject}", description.Name);
        Assert.Equal(("security", "production", "j", "p"), (description.Category, description.Environment, description.Job, description.Perimeter));
        Assert.Equal(["PII"], description.DataClasses);
        Assert.Equal(["t"], description.Tags);
        Assert.Contains(description.Context, pair => pair is { Key: "Secrets", Value: "1" });
    }

    [Fact]
    public async Task No_value_shows_in_an_error_a_result_or_the_files_of_the_store()
    {
        const string Marker = "MARKED-VALUE-7d1f";
        await using TestBed bed = await TestBed.StartAsync();
        EmulatedSecret denied = bed.Seed("/a", "denied", Encoding.UTF8.GetBytes($"{Marker}-denied"));
        bed.Seed("/a", "good", Encoding.UTF8.GetBytes($"{Marker}-good"));
        bed.State.DenyAccess(denied.Id);
        BackupResult result = await bed.BackupAsync();
        bed.State.AddVersion(denied, Encoding.UTF8.GetBytes($"{Marker}-2"));
        bed.State.AddVersion(bed.Seed("/a", "broken"), Encoding.UTF8.GetBytes($"{Marker}-3"));
        bed.Server.Faults.Script = CallWatch.FaultFrom(0, FaultKind.TruncatedAnswer, "AccessVersion");
        Exception error = await Assert.ThrowsAnyAsync<Exception>(() => bed.BackupAsync());

        string texts = string.Join('\n', result.Skipped.Select(item => $"{item} {item.Error}").Append(error.ToString()));
        Assert.DoesNotContain(Marker, texts, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes(Marker))[..16], texts, StringComparison.Ordinal);
        Assert.All(
            Directory.EnumerateFiles(bed.StoreFolder, "*", SearchOption.AllDirectories),
            file => Assert.DoesNotContain(Marker, Encoding.Latin1.GetString(File.ReadAllBytes(file)), StringComparison.Ordinal));
    }

    private static EmulatedSecret SeedSingleAccess(TestBed bed, string name)
    {
        EmulatedSecret secret = bed.State.AddSecret(TestBed.SourceProject, TestBed.SourceRegion, "/", name, value =>
        {
            value.ExpiresOnceAccessed = true;
            value.EphemeralAction = "disable";
        });
        bed.State.AddVersion(secret, [1]);
        return secret;
    }
}
