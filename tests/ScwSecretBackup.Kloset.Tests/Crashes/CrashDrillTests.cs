using ScwSecretBackup.Kloset.Copying;
using ScwSecretBackup.Kloset.Maintenance;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Storage;
using ScwSecretBackup.Kloset.Tests.Repository;
using Xunit;

namespace ScwSecretBackup.Kloset.Tests.Crashes;

/// <summary>Backup, removal, maintenance and copy, killed at every single storage operation.</summary>
public sealed class CrashDrillTests : IAsyncLifetime
{
    private static readonly TimeSpan Grace = TimeSpan.FromDays(7);
    private static readonly Dictionary<string, byte[]> First = new() { ["/a"] = [1], ["/b/c"] = new byte[5000] };
    private static readonly Dictionary<string, byte[]> Second = new() { ["/a"] = [2], ["/b/c"] = new byte[5000], ["/d"] = [3] };
    private static readonly Dictionary<string, byte[]> Third = new() { ["/e"] = [4] };

    private readonly MemoryStorage _storage = new();
    private readonly ManualTimeProvider _time = new();
    private KlosetStore _store = null!;
    private Mac _first;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _store = await TestStores.CreateAsync(_storage, timeProvider: _time);
        _first = await TestStores.WriteAsync(_store, First);
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_backup_can_be_killed_anywhere(bool writeBeforeFailing)
    {
        CrashDrill drill = new(_storage, TimeSpan.Zero)
        {
            Command = async (storage, time) =>
            {
                await using KlosetStore store = await TestStores.OpenAsync(storage, time);
                await TestStores.WriteAsync(store, Second);
            },
            AssertWhole = store => AssertBackupsAsync(store, 0, 1),
            AssertComplete = store => AssertBackupsAsync(store, 1, 2),
        };

        Assert.InRange(await drill.RunAsync(writeBeforeFailing), 10, 60);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_removal_can_be_killed_anywhere(bool writeBeforeFailing)
    {
        Mac second = await TestStores.WriteAsync(_store, Second);
        CrashDrill drill = new(_storage, TimeSpan.Zero)
        {
            Command = async (storage, time) =>
            {
                await using KlosetStore store = await TestStores.OpenAsync(storage, time);
                if ((await store.ListSnapshotIdsAsync(Cancel)).Contains(second))
                {
                    await store.RemoveSnapshotAsync(second, Cancel);
                }
            },
            AssertWhole = async store =>
            {
                TestStores.AssertSame(First, await TestStores.ReadAsync(store, _first));
                if ((await store.ListSnapshotIdsAsync(Cancel)).Contains(second))
                {
                    TestStores.AssertSame(Second, await TestStores.ReadAsync(store, second));
                }
            },
            AssertComplete = store => AssertOnlyFirstAsync(store),
        };

        Assert.InRange(await drill.RunAsync(writeBeforeFailing), 4, 30);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Maintenance_can_be_killed_anywhere(bool writeBeforeFailing)
    {
        Mac[] needed = Packfiles(_storage);
        await PrepareMaintenanceAsync();
        Mac[] before = Packfiles(_storage);
        CrashDrill drill = new(_storage, Grace + TimeSpan.FromHours(1))
        {
            Command = async (storage, time) =>
            {
                await using KlosetStore store = await TestStores.OpenAsync(storage, time);
                await new StoreMaintenance(store, Grace).RunAsync(Cancel);
            },
            AssertWhole = store => AssertOnlyFirstAsync(store),
            AssertComplete = async store =>
            {
                await AssertOnlyFirstAsync(store);

                // Of three that nobody needs one was marked before and is gone, the others are marked now.
                Assert.All(store.Index.Packfiles.Where(packfile => packfile.IsLive), packfile => Assert.Contains(packfile.Name, needed));
                Assert.Equal(2, store.Index.Packfiles.Count(packfile => packfile.IsColoured));
                Assert.Equal(before.Length - 1, (await store.Storage.ListAsync(StorageArea.Packfile, Cancel).ToListAsync(Cancel)).Count);
            },
        };

        Assert.InRange(await drill.RunAsync(writeBeforeFailing), 15, 80);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_copy_can_be_killed_anywhere_in_the_target(bool writeBeforeFailing)
    {
        MemoryStorage target = new();
        Mac own = await CreateTargetAsync(target);
        Mac second = await TestStores.WriteAsync(_store, Second);
        CrashDrill drill = new(target, TimeSpan.Zero)
        {
            Command = async (storage, time) =>
            {
                await using KlosetStore store = await TestStores.OpenAsync(storage, time);
                await CopyAsync(_store, store, _first, second);
            },
            AssertWhole = store => AssertCopiesAsync(store, own, second),
            AssertComplete = async store =>
            {
                await AssertCopiesAsync(store, own, second);
                Assert.Equal(3, (await store.ListSnapshotIdsAsync(Cancel)).Count);
            },
        };

        Assert.InRange(await drill.RunAsync(writeBeforeFailing), 20, 80);
    }

    [Fact]
    public async Task A_copy_can_be_killed_anywhere_in_the_source()
    {
        MemoryStorage target = new();
        Mac own = await CreateTargetAsync(target);
        Mac second = await TestStores.WriteAsync(_store, Second);
        for (int failAt = 1; ; failAt++)
        {
            FaultyStorage faulty = new(_storage, failAt, writeBeforeFailing: false, countsReads: true);
            MemoryStorage copy = target.Clone();
            await using KlosetStore store = await TestStores.OpenAsync(copy, _time);
            try
            {
                await using KlosetStore source = await TestStores.OpenAsync(faulty, _time);
                await CopyAsync(source, store, _first, second);
            }
            catch (KlosetStorageException)
            {
                Assert.True(faulty.HasFailed);
            }

            await TestStores.AssertNoErrorsAsync(store);
            await AssertCopiesAsync(store, own, second);
            await CopyAsync(_store, store, _first, second);
            Assert.Equal(3, (await store.ListSnapshotIdsAsync(Cancel)).Count);
            await AssertCopiesAsync(store, own, second);
            if (!faulty.HasFailed)
            {
                Assert.InRange(failAt, 5, 80);
                return;
            }
        }
    }

    private static async Task CopyAsync(KlosetStore source, KlosetStore target, params Mac[] snapshots)
    {
        await using SnapshotCopier copier = new(source, target);
        foreach (Mac snapshot in snapshots)
        {
            await copier.CopyAsync(snapshot, revive: true, progress: null, Cancel);
        }
    }

    private async Task<Mac> CreateTargetAsync(MemoryStorage storage)
    {
        await using KlosetStore store = await TestStores.CreateAsync(storage, compress: false, timeProvider: _time);
        return await TestStores.WriteAsync(store, Third);
    }

    /// <summary>A packfile that is marked and may go, one that nobody needs since, and one that a writer left behind.</summary>
    private async Task PrepareMaintenanceAsync()
    {
        await _store.RemoveSnapshotAsync(await TestStores.WriteAsync(_store, Second), Cancel);
        await new StoreMaintenance(_store, Grace).RunAsync(Cancel);
        await _store.RemoveSnapshotAsync(await TestStores.WriteAsync(_store, Third), Cancel);
        StorageKey[] before = [.. _storage.Files.Keys];
        await TestStores.WriteAsync(_store, new Dictionary<string, byte[]> { ["/f"] = [5] });
        _storage.Files.Remove(_storage.Files.Keys.Except(before).Single(key => key.Area == StorageArea.State));
    }

    private async Task AssertBackupsAsync(KlosetStore store, int atLeast, int atMost)
    {
        Mac[] others = [.. (await store.ListSnapshotIdsAsync(Cancel)).Where(id => id != _first)];
        Assert.InRange(others.Length, atLeast, atMost);
        TestStores.AssertSame(First, await TestStores.ReadAsync(store, _first));
        foreach (Mac other in others)
        {
            TestStores.AssertSame(Second, await TestStores.ReadAsync(store, other));
        }
    }

    private async Task AssertOnlyFirstAsync(KlosetStore store)
    {
        Assert.Equal([_first], await store.ListSnapshotIdsAsync(Cancel));
        TestStores.AssertSame(First, await TestStores.ReadAsync(store, _first));
    }

    private async Task AssertCopiesAsync(KlosetStore store, Mac own, Mac second)
    {
        Dictionary<Mac, Dictionary<string, byte[]>> expected = new() { [own] = Third, [_first] = First, [second] = Second };
        IReadOnlyList<Mac> snapshots = await store.ListSnapshotIdsAsync(Cancel);
        Assert.Contains(own, snapshots);
        foreach (Mac snapshot in snapshots)
        {
            TestStores.AssertSame(expected[snapshot], await TestStores.ReadAsync(store, snapshot));
        }
    }

    private static Mac[] Packfiles(MemoryStorage storage) => [.. storage.Files.Keys.Where(key => key.Area == StorageArea.Packfile).Select(key => key.Id)];
}
