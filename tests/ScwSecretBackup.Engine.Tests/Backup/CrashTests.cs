using ScalewayEmulator;
using ScwSecretBackup.Engine.Backup;
using ScwSecretBackup.Engine.Restore;
using ScwSecretBackup.Engine.Tests.Support;
using ScwSecretBackup.Kloset;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Storage;
using ScwSecretBackup.Kloset.Tests.Repository;
using Xunit;

namespace ScwSecretBackup.Engine.Tests.Backup;

/// <summary>A backup that dies at any write to the store leaves the snapshots that were committed, and the next backup works.</summary>
public sealed class CrashTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_backup_that_dies_at_any_write_leaves_the_store_as_it_was_committed(bool isFirst)
    {
        await using TestBed bed = await TestBed.StartAsync();
        EmulatedSecret secret = bed.Seed("/a", "s", [1], [2]);
        bed.Seed("/b", "other", [3]);
        int committed = 0;
        if (!isFirst)
        {
            await bed.BackupAsync();
            bed.State.AddVersion(secret, [4]);
            committed = 1;
        }

        int failAt = 1;
        for (; await DiesAsync(bed, failAt); failAt++)
        {
            await using KlosetStore reopened = await bed.OpenStoreAgainAsync();
            await StoreAssert.ConformsAsync(reopened);
            int found = (await reopened.ListSnapshotIdsAsync(Cancellation)).Count;

            // The write that fails last is the removal of the lock: by then the snapshot is committed.
            Assert.InRange(found, committed, committed + 1);
            committed = found;
        }

        Assert.InRange(failAt, 4, 20);
        IReadOnlyList<RestoreItemResult> results = await bed.RestoreAsync();
        Assert.All(results, result => Assert.Null(result.Error));
        SecretAssert.Equal(bed.State.ListSecrets(TestBed.SourceProject, TestBed.SourceRegion), bed.TargetSecrets());
    }

    /// <summary>Whether the write with this number was reached.</summary>
    private static async Task<bool> DiesAsync(TestBed bed, int failAt)
    {
        FaultyStorage storage = new(new FileStorage(bed.StoreFolder), failAt, writeBeforeFailing: false);
        await using KlosetStore store = await bed.OpenStoreAgainAsync(storage: storage);
        var request = new BackupRequest { ProjectId = TestBed.SourceProject };
        BackupPlan plan = await new BackupPlanner(bed.Source, store).PlanAsync(request, null, Cancellation);
        try
        {
            await new BackupRunner(bed.Source, store, TimeProvider.System).RunAsync(plan, null, Cancellation);
        }
        catch (KlosetStorageException)
        {
            Assert.True(storage.HasFailed);
        }

        return storage.HasFailed;
    }
}
