using ScalewayEmulator;
using ScwSecretBackup.Engine.Backup;
using ScwSecretBackup.Engine.Tests.Support;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Storage;
using Xunit;

namespace ScwSecretBackup.Engine.Tests.Backup;

public sealed class HistorySearchTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_searched_in_vain_is_not_searched_again_in_every_older_snapshot()
    {
        await using TestBed bed = await TestBed.StartAsync();
        bed.Seed("/a", "s", [1], [2]).Versions[0].Status = "disabled";
        await bed.BackupAsync();
        await bed.BackupAsync();
        int few = await CountReadsOfPlanAsync(bed);
        for (int i = 0; i < 8; i++)
        {
            await bed.BackupAsync();
        }

        int many = await CountReadsOfPlanAsync(bed);

        // Eight snapshots more need their headers read, once each; searching them would take several reads each.
        Assert.InRange(many, few, few + (2 * 8));
    }

    [Fact]
    public async Task A_snapshot_that_came_into_the_store_later_is_searched()
    {
        await using TestBed bed = await TestBed.StartAsync();
        EmulatedSecret secret = bed.Seed("/a", "s", [1], [2]);
        secret.Versions[0].Status = "disabled";
        await bed.BackupAsync();
        secret.Versions[0].Status = "enabled";
        await using (KlosetStore earlier = await bed.OpenStoreAgainAsync(new ShiftedClock(TimeSpan.FromMinutes(-5))))
        {
            BackupPlan plan = await new BackupPlanner(bed.Source, earlier).PlanAsync(new BackupRequest { ProjectId = TestBed.SourceProject }, null, Cancellation);
            await new BackupRunner(bed.Source, earlier, TimeProvider.System).RunAsync(plan, null, Cancellation);
        }

        secret.Versions[0].Status = "disabled";

        BackupResult result = await bed.BackupAsync();

        Assert.Equal((1, 0), (result.CarriedForward, result.Skipped.Count));
    }

    private static async Task<int> CountReadsOfPlanAsync(TestBed bed)
    {
        var storage = new CountingStorage(new FileStorage(bed.StoreFolder));
        await using KlosetStore store = await bed.OpenStoreAgainAsync(storage: storage);
        storage.Reset();
        await new BackupPlanner(bed.Source, store).PlanAsync(new BackupRequest { ProjectId = TestBed.SourceProject }, null, Cancellation);
        return storage.Reads;
    }
}
