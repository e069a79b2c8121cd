using ScwSecretBackup.Kloset.Envelopes;
using ScwSecretBackup.Kloset.Maintenance;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Snapshots;
using ScwSecretBackup.Kloset.States;
using ScwSecretBackup.Kloset.Storage;
using ScwSecretBackup.Kloset.Tests.Checking;
using ScwSecretBackup.Kloset.Tests.Repository;
using ScwSecretBackup.Kloset.Trees;
using Xunit;

namespace ScwSecretBackup.Kloset.Tests.Maintenance;

public sealed class MaintenanceTests : IAsyncLifetime
{
    private static readonly TimeSpan Grace = TimeSpan.FromDays(7);
    private static readonly Dictionary<string, byte[]> First = new() { ["/a"] = [1], ["/b/c"] = new byte[5000] };
    private static readonly Dictionary<string, byte[]> Second = new() { ["/a"] = [2], ["/b/c"] = new byte[5000], ["/d"] = [3] };

    private readonly MemoryStorage _storage = new();
    private readonly ManualTimeProvider _time = new();
    private KlosetStore _store = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _store = await TestStores.CreateAsync(_storage, timeProvider: _time);

    public async ValueTask DisposeAsync()
    {
        await TestStores.AssertNoErrorsAsync(_store);
        await _store.DisposeAsync();
    }

    [Fact]
    public async Task A_packfile_of_removed_snapshots_is_marked_waits_and_is_removed_when_the_grace_period_is_over()
    {
        Mac first = await TestStores.WriteAsync(_store, First);
        Mac packfile = await NewPackfileAsync(() => TestStores.WriteAsync(_store, Second));
        await _store.RemoveSnapshotAsync((await _store.ListSnapshotIdsAsync(Cancel)).Single(id => id != first), Cancel);
        long length = _storage.Files[new StorageKey(StorageArea.Packfile, packfile)].Length;

        MaintenanceReport marked = await RunAsync();
        _time.Advance(Grace - TimeSpan.FromSeconds(1));
        MaintenanceReport waiting = await RunAsync();
        _time.Advance(TimeSpan.FromSeconds(1));
        MaintenanceReport removed = await RunAsync();

        Assert.Equal((1, length, 1, length), (marked.PackfilesMarked, marked.BytesMarked, marked.PackfilesWaiting, marked.BytesWaiting));
        Assert.Equal((0, 0L), (marked.PackfilesRemoved, marked.BytesReclaimed));
        Assert.Equal((0, 1, length, 0), (waiting.PackfilesMarked, waiting.PackfilesWaiting, waiting.BytesWaiting, waiting.PackfilesRemoved));
        Assert.Equal(_time.GetUtcNow(), waiting.NextRemoval);
        Assert.Equal((0, 0, 1, length), (removed.PackfilesMarked, removed.PackfilesWaiting, removed.PackfilesRemoved, removed.BytesReclaimed));
        Assert.Null(removed.NextRemoval);
        Assert.DoesNotContain(new StorageKey(StorageArea.Packfile, packfile), _storage.Files.Keys);
        TestStores.AssertSame(First, await TestStores.ReadAsync(_store, first));
    }

    [Fact]
    public async Task Nothing_to_do_writes_nothing()
    {
        await TestStores.WriteAsync(_store, First);
        string[] before = Names();

        MaintenanceReport report = await RunAsync();

        Assert.Equal((1, 0, 0, 0), (report.SnapshotCount, report.PackfilesMarked, report.PackfilesRemoved, report.PackfilesWaiting));
        Assert.Equal(before, Names());
    }

    [Fact]
    public async Task A_plan_says_what_a_run_does_and_writes_nothing()
    {
        await RemoveOneOfTwoAsync();
        string[] before = Names();
        await using KlosetStore readOnly = await TestStores.OpenAsync(new ReadOnlyStorage(_storage), _time);

        MaintenanceReport plan = await new StoreMaintenance(readOnly, Grace).PlanAsync(Cancel);

        Assert.Equal(before, Names());
        Assert.True(plan.IsPlan);
        Assert.Equal(await RunAsync() with { UnreadableOrphans = [] }, plan with { IsPlan = false, UnreadableOrphans = [] });
        _time.Advance(Grace);
        plan = await new StoreMaintenance(_store, Grace).PlanAsync(Cancel);
        Assert.True(plan.BytesReclaimed > 0);
        Assert.Equal(plan.BytesReclaimed, (await RunAsync()).BytesReclaimed);
    }

    [Fact]
    public async Task What_is_marked_and_needed_is_unmarked_and_never_removed()
    {
        Mac first = await TestStores.WriteAsync(_store, First);
        await MaintenanceStates.ColourAllPackfilesAsync(_store, Cancel);

        MaintenanceReport report = await RunAsync();

        Assert.Equal((1, 0, 0), (report.PackfilesUnmarked, report.PackfilesRemoved, report.PackfilesWaiting));
        Assert.All(_store.Index.Packfiles, packfile => Assert.True(packfile.IsLive));
        TestStores.AssertSame(First, await TestStores.ReadAsync(_store, first));
    }

    [Fact]
    public async Task Packfiles_of_a_writer_that_was_broken_off_are_marked_once_they_are_older_than_the_grace_period()
    {
        await TestStores.WriteAsync(_store, First);
        Mac orphan = await NewPackfileAsync(() => TestStores.WriteAsync(_store, Second));
        DropLastState();
        await ReopenAsync();

        MaintenanceReport young = await RunAsync();
        _time.Advance(Grace + TimeSpan.FromSeconds(1));
        MaintenanceReport marked = await RunAsync();
        _time.Advance(Grace);
        MaintenanceReport removed = await RunAsync();

        Assert.Equal((0, 1), (young.OrphansMarked, young.YoungOrphans));
        Assert.Equal((1, 1, 0), (marked.OrphansMarked, marked.PackfilesMarked, marked.YoungOrphans));
        Assert.Equal(1, removed.PackfilesRemoved);
        Assert.DoesNotContain(new StorageKey(StorageArea.Packfile, orphan), _storage.Files.Keys);
    }

    [Fact]
    public async Task A_damaged_orphan_stays_and_is_reported()
    {
        await TestStores.WriteAsync(_store, First);
        StorageKey orphan = new(StorageArea.Packfile, Mac.NewRandom());
        _storage.Files.Add(orphan, new byte[100]);
        _time.Advance(10 * Grace);

        MaintenanceReport report = await RunAsync();

        Assert.Equal([orphan.Id], report.UnreadableOrphans);
        Assert.Contains(orphan, _storage.Files.Keys);
        _storage.Files.Remove(orphan);
    }

    [Fact]
    public async Task A_snapshot_that_can_not_be_followed_stops_everything()
    {
        Mac first = await TestStores.WriteAsync(_store, First);
        Mac packfile = await NewPackfileAsync(() => TestStores.WriteAsync(_store, Second));
        await _store.RemoveSnapshotAsync(first, Cancel);
        byte[] file = _storage.Files[new StorageKey(StorageArea.Packfile, packfile)];
        _storage.Files.Remove(new StorageKey(StorageArea.Packfile, packfile));
        string[] before = Names();
        await ReopenAsync();

        KlosetFormatException error = await Assert.ThrowsAsync<KlosetFormatException>(RunAsync);

        Assert.Contains("nothing was deleted", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, Names());
        _storage.Files.Add(new StorageKey(StorageArea.Packfile, packfile), file);
        await ReopenAsync();
    }

    [Fact]
    public async Task Every_unreadable_node_stops_maintenance()
    {
        await TestStores.WriteAsync(_store, First);
        ResourceType[] unread = [ResourceType.Random, ResourceType.Chunk, ResourceType.VfsSummary, ResourceType.ErrorEntry];
        foreach ((BlobKey key, BlobLocation location) in _store.Index.Locations().Where(item => !unread.Contains(item.Key.Type)))
        {
            MemoryStorage damaged = _storage.Clone();
            byte[] file = damaged.Files[new StorageKey(StorageArea.Packfile, location.Packfile)];
            file[16 + (int)location.Offset + (int)location.Length - 1] ^= 1;
            await using KlosetStore store = await TestStores.OpenAsync(damaged, _time);

            await Assert.ThrowsAsync<KlosetFormatException>(() => new StoreMaintenance(store, Grace).RunAsync(Cancel));
            Assert.True(_storage.Files.Count == damaged.Files.Count, $"{key}");
        }
    }

    [Fact]
    public async Task The_values_of_extended_attributes_count()
    {
        await TestStores.WriteAsync(_store, new Dictionary<string, byte[]> { ["/a"] = [1] });
        Mac owner = await TestStores.WriteAsync(_store, new Dictionary<string, byte[]> { ["/x"] = [7, 7, 7] });
        SnapshotReader reader = await _store.OpenSnapshotAsync(owner, Cancel);
        Mac value = (await reader.FindAsync("/x", Cancel))!.Content!.Id;
        _time.Advance(TimeSpan.FromMinutes(1));
        await TestStores.WriteAsync(_store, new Dictionary<string, byte[]> { ["/a"] = [1] });
        Mac forged = await ForgeAttributeAsync(value);
        await _store.RemoveSnapshotAsync(owner, Cancel);

        MaintenanceReport report = await RunAsync();
        await _store.RemoveSnapshotAsync(forged, Cancel);

        Assert.Equal(0, report.PackfilesMarked);
        Assert.Equal(2, (await RunAsync()).PackfilesMarked);
    }

    [Fact]
    public async Task Of_two_copies_of_a_blob_the_intact_one_is_kept()
    {
        byte[] shared = new byte[5000];
        Mac first = await TestStores.WriteAsync(_store, new Dictionary<string, byte[]> { ["/shared"] = shared });
        Mac damaged = Packfiles()[0];
        await MaintenanceStates.ColourAllPackfilesAsync(_store, Cancel);
        await NewPackfileAsync(() => TestStores.WriteAsync(_store, new Dictionary<string, byte[]> { ["/shared"] = shared }));
        await _store.PutStateAsync(Mac.NewRandom(), [new DeleteRecord(StateEntryType.Coloured, ResourceType.Packfile, damaged, Mac.Nil)], 1, Cancel);
        await _store.RemoveSnapshotAsync((await _store.ListSnapshotIdsAsync(Cancel)).Single(id => id != first), Cancel);
        BlobLocation chunk = _store.Index.Find(ResourceType.Chunk, _store.Codec.Mac.Compute(shared)).Single(location => location.Packfile == damaged);
        byte[] file = _storage.Files[new StorageKey(StorageArea.Packfile, damaged)];
        file[16 + (int)chunk.Offset + (int)chunk.Length - 1] ^= 1;
        await ReopenAsync();

        MaintenanceReport report = await RunAsync();

        Assert.Equal(0, report.PackfilesMarked);
        file[16 + (int)chunk.Offset + (int)chunk.Length - 1] ^= 1;
        await ReopenAsync();
        Assert.Equal(1, (await RunAsync()).PackfilesMarked);
    }

    [Fact]
    public async Task A_marked_copy_stays_when_it_is_the_only_intact_one()
    {
        Mac first = await TestStores.WriteAsync(_store, First);
        Mac marked = Packfiles()[0];
        await MaintenanceStates.ColourAllPackfilesAsync(_store, Cancel);
        Mac live = await NewPackfileAsync(() => TestStores.WriteAsync(_store, First));
        await _store.RemoveSnapshotAsync(first, Cancel);
        BlobLocation entry = _store.Index.Locations().First(item => item.Key.Type == ResourceType.VfsEntry && item.Location.Packfile == live).Location;
        byte[] file = _storage.Files[new StorageKey(StorageArea.Packfile, live)];
        file[16 + (int)entry.Offset + (int)entry.Length - 1] ^= 1;
        await ReopenAsync();

        MaintenanceReport report = await RunAsync();

        Assert.Equal((1, 0), (report.PackfilesUnmarked, report.PackfilesRemoved));
        Assert.Contains(new StorageKey(StorageArea.Packfile, marked), _storage.Files.Keys);
        file[16 + (int)entry.Offset + (int)entry.Length - 1] ^= 1;
        await ReopenAsync();
    }

    [Fact]
    public async Task A_writer_keeps_maintenance_away_and_maintenance_a_writer()
    {
        await using (SnapshotWriter writer = await _store.BeginSnapshotAsync(Cancel))
        {
            await Assert.ThrowsAsync<KlosetLockException>(RunAsync);
        }

        await RunAsync();
        Assert.DoesNotContain(_storage.Files.Keys, key => key.Area == StorageArea.Lock);
    }

    [Fact]
    public async Task A_file_that_a_broken_off_run_did_not_delete_is_deleted()
    {
        Mac packfile = await RemoveOneOfTwoAsync();
        StorageKey key = new(StorageArea.Packfile, packfile);
        byte[] file = _storage.Files[key];
        await RunAsync();
        _time.Advance(Grace);
        await RunAsync();
        _storage.Files.Add(key, file);
        string[] states = [.. Names().Where(name => name.StartsWith("states", StringComparison.Ordinal))];

        MaintenanceReport report = await RunAsync();

        Assert.Equal((1, (long)file.Length), (report.PackfilesRemoved, report.BytesReclaimed));
        Assert.DoesNotContain(key, _storage.Files.Keys);
        Assert.Equal(states, Names().Where(name => name.StartsWith("states", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Locations_that_lead_nowhere_are_dropped()
    {
        await TestStores.WriteAsync(_store, First);
        LocationRecord nowhere = new(ResourceType.Chunk, KlosetVersion.V1_0_0, Mac.NewRandom(), Mac.NewRandom(), 0, 1, 0);
        await _store.PutStateAsync(Mac.NewRandom(), [nowhere], 1, Cancel);

        Assert.Equal(1, (await RunAsync()).LocationsDropped);
        Assert.Equal(0, (await RunAsync()).LocationsDropped);
        await ReopenAsync();
        Assert.DoesNotContain(_store.Index.Locations(), item => item.Key.Id == nowhere.Blob);
    }

    private Task<MaintenanceReport> RunAsync() => new StoreMaintenance(_store, Grace).RunAsync(Cancel);

    private string[] Names() => [.. _storage.Files.Keys.Select(key => key.RelativePath).Order()];

    /// <summary>The packfile that only the removed snapshot needs.</summary>
    private async Task<Mac> RemoveOneOfTwoAsync()
    {
        Mac first = await TestStores.WriteAsync(_store, First);
        Mac packfile = await NewPackfileAsync(() => TestStores.WriteAsync(_store, Second));
        await _store.RemoveSnapshotAsync((await _store.ListSnapshotIdsAsync(Cancel)).Single(id => id != first), Cancel);
        return packfile;
    }

    private async Task<Mac> NewPackfileAsync(Func<Task> write)
    {
        Mac[] before = Packfiles();
        await write();
        return Assert.Single(Packfiles().Except(before));
    }

    private Mac[] Packfiles() => [.. _storage.Files.Keys.Where(key => key.Area == StorageArea.Packfile).Select(key => key.Id)];

    private void DropLastState()
    {
        HashSet<Mac> parents = [.. _store.Index.States.Select(state => state.Parent)];
        Mac last = _store.Index.States.Single(state => !parents.Contains(state.Id)).Id;
        _storage.Files.Remove(new StorageKey(StorageArea.State, last));
    }

    private async Task ReopenAsync()
    {
        await _store.DisposeAsync();
        _store = await TestStores.OpenAsync(_storage, _time);
    }

    private async Task<Mac> ForgeAttributeAsync(Mac value)
    {
        await using SnapshotForge forge = await SnapshotForge.BeginAsync(_store);
        XattrRecord attribute = new() { Path = "/a"u8.ToArray(), Name = "user.x", Size = 3, Object = value };
        Mac entry = await forge.WriteAsync(ResourceType.XattrEntry, attribute.Encode);
        Mac tree = await forge.WriteTreeAsync(TreeKind.Xattr, [new TreeEntry(attribute.TreeKey, entry)]);
        forge.Change(source => source with { Trees = source.Trees with { Xattrs = tree } });
        return await forge.CommitAsync();
    }
}
