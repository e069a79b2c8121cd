using ScalewayEmulator;
using ScwSecretBackup.Engine.Backup;
using ScwSecretBackup.Engine.Snapshots;
using ScwSecretBackup.Engine.Tests.Support;
using ScwSecretBackup.Kloset.Snapshots;
using Xunit;

namespace ScwSecretBackup.Engine.Tests.Backup;

public sealed class IncrementalBackupTests
{
    [Fact]
    public async Task A_backup_of_nothing_new_reads_no_value_and_adds_next_to_nothing()
    {
        await using TestBed bed = await TestBed.StartAsync();
        DemoSeed.Fill(bed.State, TestBed.SourceProject, TestBed.SourceRegion);
        SecretGenerator.Seed(bed.State, TestBed.SourceProject, TestBed.SourceRegion, SecretGenerator.Generate(300, "000000000300"));
        await bed.BackupAsync(request => request with { AllowShrink = true });
        bed.Server.ClearCalls();
        long before = LengthOnDisk(bed);

        BackupResult second = await bed.BackupAsync();

        Assert.Equal(0, bed.CallsOf("AccessVersion"));
        Assert.Equal(second.BytesAdded, LengthOnDisk(bed) - before);
        Assert.All(bed.Server.Calls, call => Assert.StartsWith("List", call.Operation, StringComparison.Ordinal));
        Assert.Equal(0, second.ValuesRead);
        Assert.True(second.ValuesReused > 300);
        Assert.InRange(second.BytesAdded, 1, 64 * 1024 - 1);
    }

    [Fact]
    public async Task Only_new_versions_are_read()
    {
        await using TestBed bed = await TestBed.StartAsync();
        EmulatedSecret secret = bed.Seed("/a", "s", [1], [2]);
        bed.Seed("/a", "other", [9]);
        await bed.BackupAsync();
        bed.State.AddVersion(secret, [3]);
        bed.Server.ClearCalls();

        BackupResult result = await bed.BackupAsync();

        RecordedCall access = Assert.Single(bed.Server.Calls, call => call.Operation == "AccessVersion");
        Assert.EndsWith($"{secret.Id}/versions/3/access", access.Path, StringComparison.Ordinal);
        Assert.Equal((1, 3), (result.ValuesRead, result.ValuesReused));
    }

    [Fact]
    public async Task A_renamed_and_moved_secret_is_not_read_again()
    {
        await using TestBed bed = await TestBed.StartAsync();
        EmulatedSecret secret = bed.Seed("/a", "s", [1], [2]);
        await bed.BackupAsync();
        secret.Path = "/b/c";
        secret.Name = "renamed";
        bed.Server.ClearCalls();

        BackupResult result = await bed.BackupAsync();

        Assert.Equal(0, bed.CallsOf("AccessVersion"));
        Assert.Equal(2, result.ValuesReused);
        Assert.Equal("/b/c/renamed", Assert.Single(await bed.ReadAsync()).Directory);
    }

    [Fact]
    public async Task A_secret_that_was_created_anew_under_its_old_name_is_read()
    {
        await using TestBed bed = await TestBed.StartAsync();
        EmulatedSecret old = bed.Seed("/a", "s", [1]);
        await bed.BackupAsync();
        old.DeletionRequestedAt = DateTimeOffset.UtcNow;
        EmulatedSecret young = bed.Seed("/a", "s", [2]);

        BackupResult result = await bed.BackupAsync();

        Assert.Equal(1, result.ValuesRead);
        IReadOnlyList<SnapshotSecret> secrets = await bed.ReadAsync();
        Assert.Equal(young.Id, secrets.Single(secret => secret.Directory == "/a/s").Metadata.Id);
        Assert.Equal(old.Id, secrets.Single(secret => secret.Directory == $"/a/@s~{old.Id[..8]}").Metadata.Id);
    }

    [Fact]
    public async Task A_disabled_version_is_carried_forward_with_its_checksum()
    {
        await using TestBed bed = await TestBed.StartAsync();
        EmulatedSecret secret = bed.Seed("/a", "s", [1], [2]);
        secret.Versions[0].DataCrc32 = 0xA505DF1B;
        await bed.BackupAsync();
        secret.Versions[0].Status = "disabled";

        for (int i = 0; i < 3; i++)
        {
            BackupResult result = await bed.BackupAsync();

            Assert.Equal((0, 1, 1), (result.ValuesRead, result.ValuesReused, result.CarriedForward));
            Assert.Empty(result.Skipped);
        }

        SnapshotVersion carried = Assert.Single(await bed.ReadAsync()).Versions[0];
        Assert.Equal(CaptureState.CarriedForward, carried.Capture);
        Assert.Equal("disabled", carried.Metadata.Status);
        Assert.Equal(0xA505DF1B, carried.DataCrc32);
        Assert.NotNull(carried.ValueEntry);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_value_that_only_an_older_snapshot_holds_is_found_there(bool movedSince)
    {
        await using TestBed bed = await TestBed.StartAsync();
        EmulatedSecret secret = bed.Seed("/a", "s", [1]);
        bed.Seed("/a", "other", [9]);
        await bed.BackupAsync();
        secret.DeletionRequestedAt = DateTimeOffset.UtcNow;
        await bed.BackupAsync();
        secret.DeletionRequestedAt = null;
        secret.Versions[0].Status = "disabled";
        secret.Path = movedSince ? "/elsewhere" : "/a";

        BackupResult result = await bed.BackupAsync();

        Assert.Equal(1, result.CarriedForward);
        Assert.Empty(result.Skipped);
    }

    [Fact]
    public async Task A_foreign_snapshot_of_the_same_origin_is_passed_over()
    {
        await using TestBed bed = await TestBed.StartAsync();
        bed.Seed("/a", "s", [1]);
        BackupResult ours = await bed.BackupAsync();
        await using (SnapshotWriter writer = await bed.Store.BeginSnapshotAsync(TestContext.Current.CancellationToken))
        {
            writer.AddDirectory("/", new NodeAttributes(0x1C0, DateTimeOffset.UnixEpoch));
            var description = new SnapshotDescription { ImporterType = "scaleway-secret", ImporterOrigin = $"{TestBed.SourceRegion}/{TestBed.SourceProject}" };
            await writer.CommitAsync(description, TestContext.Current.CancellationToken);
        }

        BackupPlan plan = await bed.PlanBackupAsync();

        Assert.Equal(ours.SnapshotId, plan.ParentSnapshotId);
        Assert.Equal(BackupAction.Reuse, Assert.Single(plan.Items).Action);
    }

    [Fact]
    public async Task A_disabled_version_that_was_never_captured_is_looked_for_without_a_call()
    {
        await using TestBed bed = await TestBed.StartAsync();
        EmulatedSecret secret = bed.Seed("/a", "s", [1], [2]);
        secret.Versions[0].Status = "disabled";
        await bed.BackupAsync();
        await bed.BackupAsync();
        bed.Server.ClearCalls();

        BackupResult result = await bed.BackupAsync();

        Assert.Equal(0, bed.CallsOf("AccessVersion"));
        Assert.Contains("disabled", Assert.Single(result.Skipped).Reason, StringComparison.Ordinal);
        Assert.Equal(BackupStatus.Complete, result.Status);
    }

    [Fact]
    public async Task Snapshots_of_another_project_are_not_continued()
    {
        await using TestBed bed = await TestBed.StartAsync();
        bed.Seed("/a", "s", [1]);
        await bed.BackupAsync();
        bed.State.AddVersion(bed.State.AddSecret(TestBed.TargetProject, TestBed.SourceRegion, "/", "x"), [7]);

        BackupPlan plan = await bed.PlanBackupAsync(request => request with { ProjectId = TestBed.TargetProject });

        Assert.Null(plan.ParentSnapshotId);
        Assert.Equal(BackupAction.Read, Assert.Single(plan.Items).Action);
    }

    private static long LengthOnDisk(TestBed bed) => new DirectoryInfo(bed.StoreFolder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);
}
