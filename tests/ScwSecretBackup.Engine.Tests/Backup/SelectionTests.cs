using System.Text.Json;
using ScalewayEmulator;
using ScwSecretBackup.Engine.Backup;
using ScwSecretBackup.Engine.Selection;
using ScwSecretBackup.Engine.Snapshots;
using ScwSecretBackup.Engine.Tests.Support;
using ScwSecretBackup.Kloset.Snapshots;
using Xunit;

namespace ScwSecretBackup.Engine.Tests.Backup;

/// <summary>Backups of a part of a project.</summary>
public sealed class SelectionTests
{
    private static readonly SecretSelection Production = new() { Folders = ["/prod"], Recurse = true };

    [Fact]
    public async Task A_part_is_listed_read_and_kept_and_says_that_it_is_one()
    {
        await using TestBed bed = await StartAsync();

        BackupResult result = await bed.BackupAsync(request => request with { Selection = Production });

        Assert.Equal((BackupStatus.Complete, 2, 2), (result.Status, result.SecretCount, result.ValuesRead));
        Assert.Empty(result.Skipped);
        Assert.Equal(2, bed.CallsOf("ListVersions"));
        Assert.Equal(["/prod/db/password", "/prod/token"], (await bed.ReadAsync()).Select(secret => secret.Directory));
        SnapshotHeader header = await bed.Catalog.ResolveAsync("latest", Cancellation);
        Assert.Contains(header.Description.Context, pair => pair is { Key: "Filter", Value: "folder and below /prod" });
        Assert.Equal("""{"folders":["/prod"],"recurse":true}""", (await ReadManifestAsync(bed)).GetProperty("filter").GetRawText());
    }

    [Fact]
    public async Task The_whole_after_a_part_is_neither_growth_nor_shrinkage_and_forgets_no_value()
    {
        await using TestBed bed = await StartAsync();
        await bed.BackupAsync();
        bed.State.ListSecrets(TestBed.SourceProject, TestBed.SourceRegion).Single(secret => secret.Name == "other").Versions[0].Status = "disabled";
        await bed.BackupAsync(request => request with { Selection = Production });
        await bed.BackupAsync(request => request with { Selection = new SecretSelection { Names = ["token"], Versions = VersionSelection.Of([9]) } });
        bed.Server.ClearCalls();

        BackupResult whole = await bed.BackupAsync();

        Assert.Equal((6, 5, 1), (whole.SecretCount, whole.ValuesReused, whole.CarriedForward));
        Assert.Equal(0, bed.CallsOf("AccessVersion"));
    }

    [Fact]
    public async Task The_guard_against_a_listing_that_shrank_looks_at_all_secrets_whatever_the_selection()
    {
        await using TestBed bed = await StartAsync();
        await bed.BackupAsync(request => request with { Selection = Production });
        foreach (EmulatedSecret secret in bed.State.ListSecrets(TestBed.SourceProject, TestBed.SourceRegion).Where(secret => secret.Path == "/"))
        {
            secret.DeletionRequestedAt = DateTimeOffset.UtcNow;
        }

        EngineException error = await Assert.ThrowsAsync<EngineException>(() => bed.PlanBackupAsync(request => request with { Selection = Production }));

        Assert.Equal(EngineErrorKind.SourceShrunk, error.Kind);
    }

    [Fact]
    public async Task Versions_that_are_left_out_are_recorded_as_such_and_read_by_the_next_whole_backup()
    {
        await using TestBed bed = await TestBed.StartAsync();
        bed.Seed("/", "s", [1], [2], [3]);

        BackupResult part = await bed.BackupAsync(request => request with { Selection = new SecretSelection { Versions = VersionSelection.Latest } });
        IReadOnlyList<SnapshotVersion> versions = Assert.Single(await bed.ReadAsync()).Versions;
        BackupResult whole = await bed.BackupAsync();

        Assert.Equal((BackupStatus.Complete, 1, 3), (part.Status, part.ValuesRead, part.VersionCount));
        Assert.Equal([1, 2], part.Skipped.Select(item => item.Revision));
        Assert.All(versions.Take(2), version => Assert.Equal("left out by the version selection", version.Reason));
        Assert.Equal((2, 1), (whole.ValuesRead, whole.ValuesReused));
    }

    [Fact]
    public async Task What_is_named_and_not_there_makes_the_backup_partial_and_nothing_at_all_makes_none()
    {
        await using TestBed bed = await StartAsync();
        string id = bed.State.ListSecrets(TestBed.SourceProject, TestBed.SourceRegion)[0].Id;
        const string Gone = "99999999-9999-4999-8999-999999999999";

        BackupResult result = await bed.BackupAsync(request => request with { Selection = new SecretSelection { SecretIds = new HashSet<string> { id, Gone } } });
        EngineException error = await Assert.ThrowsAsync<EngineException>(() =>
            bed.BackupAsync(request => request with { Selection = new SecretSelection { Names = ["nothing*"] } }));

        Assert.Equal((BackupStatus.Partial, 1), (result.Status, result.SecretCount));
        Assert.Equal(new SelectionMiss(SelectionMissKind.SecretId, Gone), Assert.Single(result.Misses));
        Assert.Equal(EngineErrorKind.NothingSelected, error.Kind);
        Assert.Single(await bed.Catalog.ListAsync(Cancellation));
    }

    [Fact]
    public async Task A_secret_keeps_its_directory_when_the_other_of_its_name_is_not_selected()
    {
        await using TestBed bed = await TestBed.StartAsync();
        bed.Seed("/", "twin", [1]).CreatedAt = DateTimeOffset.UnixEpoch;
        EmulatedSecret younger = bed.Seed("/", "twin", [2]);

        await bed.BackupAsync();
        string whole = (await bed.ReadAsync()).Single(secret => secret.Metadata.Id == younger.Id).Directory;
        await bed.BackupAsync(request => request with { Selection = new SecretSelection { SecretIds = new HashSet<string> { younger.Id } } });

        Assert.Equal(whole, Assert.Single(await bed.ReadAsync()).Directory);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static async Task<TestBed> StartAsync()
    {
        TestBed bed = await TestBed.StartAsync();
        bed.Seed("/prod", "token", [1]);
        bed.Seed("/prod/db", "password", [2]);
        bed.Seed("/", "other", [3]);
        bed.Seed("/", "another", [4]);
        bed.Seed("/", "third", [5]);
        bed.Seed("/", "fourth", [6]);
        return bed;
    }

    private static async Task<JsonElement> ReadManifestAsync(TestBed bed)
    {
        SnapshotHeader header = await bed.Catalog.ResolveAsync("latest", Cancellation);
        SnapshotReader reader = await bed.Store.OpenSnapshotAsync(header.Id, Cancellation);
        SnapshotEntry entry = (await reader.FindAsync("/manifest.json", Cancellation))!;
        using var content = await reader.ReadFileAsync(entry, 1 << 20, Cancellation);
        using var document = JsonDocument.Parse(content.Memory[..(int)entry.Content!.Size]);
        return document.RootElement.Clone();
    }
}
