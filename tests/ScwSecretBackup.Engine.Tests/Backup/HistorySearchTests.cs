using ScalewayEmulator;
using ScwSecretBackup.Engine.Backup;
using ScwSecretBackup.Engine.Tests.Support;
using ScwSecretBackup.Kloset.Repository;
using Xunit;

namespace ScwSecretBackup.Engine.Tests.Backup;

public sealed class HistorySearchTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_searched_in_vain_is_not_searched_again()
    {
        await using TestBed bed = await TestBed.StartAsync();
        EmulatedSecret secret = bed.Seed("/a", "s", [1], [2]);
        secret.Versions[0].Status = "disabled";
        await bed.BackupAsync();
        await bed.BackupAsync();
        await bed.BackupAsync();

        Assert.Equal(0, await CountSearchedSnapshotsAsync(bed));
        secret.Versions[0].CreatedAt += TimeSpan.FromTicks(10);
        Assert.Equal(2, await CountSearchedSnapshotsAsync(bed));
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

    private static async Task<int> CountSearchedSnapshotsAsync(TestBed bed)
    {
        var progress = new ProgressLog();
        await new BackupPlanner(bed.Source, bed.Store).PlanAsync(new BackupRequest { ProjectId = TestBed.SourceProject }, progress, Cancellation);
        return progress.Reports.Count(report => report.Stage == "Searching earlier snapshots");
    }
}
