using ScwSecretBackup.Kloset.Maintenance;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Snapshots;
using ScwSecretBackup.Kloset.States;
using ScwSecretBackup.Kloset.Storage;
using ScwSecretBackup.Kloset.Tests.Golden;
using ScwSecretBackup.Kloset.Tests.GoldenSnapshots;
using ScwSecretBackup.Kloset.Tests.Repository;
using Xunit;

namespace ScwSecretBackup.Kloset.Tests.Maintenance;

/// <summary>Removal and maintenance against what plakar made of the same stores.</summary>
public sealed class GoldenMaintenanceTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_runs_leave_what_two_runs_of_plakar_left()
    {
        KlosetStore plakars = await OpenGoldenStores.GetAsync(GoldenStores.Get("f-encrypted-maintained"));
        using GoldenFolder folder = GoldenFolder.Copy("e-encrypted-rm");
        DeleteLocks(folder);
        await using KlosetStore ours = await folder.OpenAsync(Cancel);

        MaintenanceReport marked = await new StoreMaintenance(ours, TimeSpan.Zero).RunAsync(Cancel);
        MaintenanceReport removed = await new StoreMaintenance(ours, TimeSpan.Zero).RunAsync(Cancel);

        // The snapshot that is left shares a blob with every packfile, so plakar found nothing to mark.
        Assert.Equal((0, 0), (marked.PackfilesMarked, removed.PackfilesRemoved));
        Assert.Equal(Files(GoldenStores.Get("f-encrypted-maintained").StoreFolder, "packfiles"), Files(folder.Folder, "packfiles"));
        Assert.Equal(Files(GoldenStores.Get("f-encrypted-maintained").StoreFolder, "states"), Files(folder.Folder, "states"));
        Assert.Equal(Statuses(plakars), Statuses(ours));
        Assert.Equal((await plakars.ListSnapshotIdsAsync(Cancel)).Order(), (await ours.ListSnapshotIdsAsync(Cancel)).Order());
        await TestStores.AssertNoErrorsAsync(ours);
    }

    [Fact]
    public async Task A_store_that_plakar_maintained_needs_nothing()
    {
        using GoldenFolder folder = GoldenFolder.Copy("f-encrypted-maintained");
        DeleteLocks(folder);
        await using KlosetStore store = await folder.OpenAsync(Cancel);
        string[] before = Files(folder.Folder, "");

        MaintenanceReport report = await new StoreMaintenance(store, TimeSpan.Zero).RunAsync(Cancel);

        Assert.Equal((0, 0, 0, 0), (report.PackfilesMarked, report.PackfilesUnmarked, report.PackfilesRemoved, report.LocationsDropped));
        Assert.Equal(before, Files(folder.Folder, ""));
    }

    [Fact]
    public async Task Removing_a_snapshot_writes_the_state_that_plakar_writes()
    {
        KlosetStore plakars = await OpenGoldenStores.GetAsync(GoldenStores.Get("e-encrypted-rm"));
        using GoldenFolder folder = GoldenFolder.Copy("b-encrypted");
        await using KlosetStore ours = await folder.OpenAsync(Cancel);
        IReadOnlyList<SnapshotHeader> snapshots = await ours.ListSnapshotsAsync(Cancel);
        Mac[] states = [.. ours.Index.States.Select(state => state.Id)];

        await ours.RemoveSnapshotAsync(snapshots[^1].Id, Cancel);

        StateDelta removal = await ReadStateAsync(ours, Assert.Single(ours.Index.States.Select(state => state.Id).Except(states)));
        StateDelta[] golden = await Task.WhenAll(plakars.Index.States.Select(state => ReadStateAsync(plakars, state.Id)));
        ColouredRecord[] expected = [.. golden.Where(delta => delta.Records.All(record => record is ColouredRecord)).SelectMany(delta => delta.Records).Cast<ColouredRecord>()];
        ColouredRecord actual = Assert.IsType<ColouredRecord>(Assert.Single(removal.Records));
        Assert.Equal(Assert.Single(expected).Type, actual.Type);
        Assert.Equal(snapshots[^1].Id, actual.Id);
        Assert.Equal([snapshots[0].Id], await ours.ListSnapshotIdsAsync(Cancel));
    }

    private static async Task<StateDelta> ReadStateAsync(KlosetStore store, Mac id) =>
        StateFile.Parse(await store.Storage.ReadAsync(new StorageKey(StorageArea.State, id), int.MaxValue, Cancel), id, store.Codec);

    private static (Mac, bool, bool, bool)[] Statuses(KlosetStore store) =>
        [.. store.Index.Packfiles.Select(packfile => (packfile.Name, packfile.IsKnown, packfile.IsColoured, packfile.IsDeleted)).OrderBy(status => status.Name)];

    private static string[] Files(string folder, string below) =>
        [.. Directory.EnumerateFiles(Path.Combine(folder, below), "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file)).Order()];

    private static void DeleteLocks(GoldenFolder folder)
    {
        foreach (string file in Directory.EnumerateFiles(Path.Combine(folder.Folder, "locks")))
        {
            File.Delete(file);
        }
    }
}
