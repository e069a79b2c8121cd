using ScwSecretBackup.Kloset.Locks;
using ScwSecretBackup.Kloset.Maintenance;
using ScwSecretBackup.Kloset.Msgpack;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Snapshots;
using ScwSecretBackup.Kloset.Storage;
using ScwSecretBackup.Kloset.Tests.Repository;
using Xunit;

namespace ScwSecretBackup.Kloset.Tests.Stores;

/// <summary>The life of a store, which must not depend on where it is.</summary>
public abstract class StoreContractTests
{
    private static readonly Dictionary<string, byte[]> First = new() { ["/a"] = [1], ["/b/c"] = new byte[5000] };
    private static readonly Dictionary<string, byte[]> Second = new() { ["/a"] = [2], ["/b/c"] = new byte[5000], ["/d"] = [] };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>A way to open a place that nobody uses yet, as often as one likes.</summary>
    internal abstract Func<IStorage> NewPlace();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Snapshots_are_there_after_closing_and_opening(bool encrypted)
    {
        Func<IStorage> place = NewPlace();
        Mac first, second;
        await using (KlosetStore created = await TestStores.CreateAsync(place(), encrypted))
        {
            first = await TestStores.WriteAsync(created, First);
            second = await TestStores.WriteAsync(created, Second);
        }

        await using KlosetStore opened = await TestStores.OpenAsync(place());

        Assert.Equal([second, first], (await opened.ListSnapshotsAsync(Cancel)).Select(header => header.Id));
        TestStores.AssertSame(First, await TestStores.ReadAsync(opened, first));
        TestStores.AssertSame(Second, await TestStores.ReadAsync(opened, second));
        Assert.Empty(await TestStores.CheckAsync(opened));
    }

    [Fact]
    public async Task A_place_without_a_store_is_told_from_one_that_has_one()
    {
        Func<IStorage> place = NewPlace();
        KlosetStorageException missing = await Assert.ThrowsAsync<KlosetStorageException>(() => TestStores.OpenAsync(place()));
        await using KlosetStore created = await TestStores.CreateAsync(place());
        KlosetStorageException taken = await Assert.ThrowsAsync<KlosetStorageException>(() => TestStores.CreateAsync(place()));

        Assert.Equal((StorageFailure.NoStore, StorageFailure.AlreadyExists), (missing.Failure, taken.Failure));
        await Assert.ThrowsAsync<KlosetKeyException>(() => KlosetStore.OpenAsync(place(), "wrong"u8.ToArray(), TimeProvider.System, Cancel));
    }

    [Fact]
    public async Task Large_content_goes_through_several_packfiles()
    {
        Func<IStorage> place = NewPlace();
        byte[] large = new byte[34 << 20];
        new Random(5).NextBytes(large);
        Dictionary<string, byte[]> files = new() { ["/large"] = large };
        Mac id;
        await using (KlosetStore created = await TestStores.CreateAsync(place()))
        {
            id = await TestStores.WriteAsync(created, files);
        }

        await using KlosetStore opened = await TestStores.OpenAsync(place());

        TestStores.AssertSame(files, await TestStores.ReadAsync(opened, id));
        Assert.InRange((await opened.Storage.ListAsync(StorageArea.Packfile, Cancel).ToListAsync(Cancel)).Count, 2, 10);
    }

    [Fact]
    public async Task Writers_at_once_lose_nothing()
    {
        Func<IStorage> place = NewPlace();
        await (await TestStores.CreateAsync(place())).DisposeAsync();
        Dictionary<string, byte[]>[] contents = [.. Enumerable.Range(0, 6).Select(writer =>
            Enumerable.Range(0, 20).ToDictionary(i => $"/w{writer % 2}/{i}", i => BitConverter.GetBytes((i * 10) + (writer % 3))))];

        Mac[] ids = await Task.WhenAll(contents.Select(files => Task.Run(async () =>
        {
            await using KlosetStore store = await TestStores.OpenAsync(place());
            return await TestStores.WriteAsync(store, files);
        })));

        await using KlosetStore reopened = await TestStores.OpenAsync(place());
        Assert.Equal(ids.Order(), (await reopened.ListSnapshotIdsAsync(Cancel)).Order());
        for (int i = 0; i < ids.Length; i++)
        {
            TestStores.AssertSame(contents[i], await TestStores.ReadAsync(reopened, ids[i]));
        }

        Assert.Empty(await TestStores.CheckAsync(reopened));
    }

    [Fact]
    public async Task Maintenance_reclaims_what_a_removed_snapshot_used()
    {
        Func<IStorage> place = NewPlace();
        await using KlosetStore store = await TestStores.CreateAsync(place());
        Mac first = await TestStores.WriteAsync(store, First);
        await using KlosetStore other = await TestStores.OpenAsync(place());
        await other.RemoveSnapshotAsync(first, Cancel);

        MaintenanceReport marked = await new StoreMaintenance(other, TimeSpan.Zero).RunAsync(Cancel);
        MaintenanceReport removed = await new StoreMaintenance(other, TimeSpan.Zero).RunAsync(Cancel);

        // The first handle still knows the blobs that are gone, and most of them come again.
        Mac second = await TestStores.WriteAsync(store, Second);
        Assert.Equal((1, 1), (marked.PackfilesMarked, marked.PackfilesRemoved + removed.PackfilesRemoved));
        Assert.Equal([second], await store.ListSnapshotIdsAsync(Cancel));
        TestStores.AssertSame(Second, await TestStores.ReadAsync(store, second));
        await TestStores.AssertNoErrorsAsync(store);
    }

    [Fact]
    public async Task Locks_keep_out_and_let_in_as_plakar_has_it()
    {
        Func<IStorage> place = NewPlace();
        await using KlosetStore store = await TestStores.CreateAsync(place());

        // What another process left: a stale lock of maintenance, which is removed, and a fresh shared one.
        StorageKey stale = await PutLockAsync(store, exclusive: true, age: StoreLock.TimeToLive);
        StorageKey shared = await PutLockAsync(store, exclusive: false, age: TimeSpan.Zero);
        await TestStores.WriteAsync(store, First);
        Assert.Equal([shared.Id], await store.Storage.ListAsync(StorageArea.Lock, Cancel).ToListAsync(Cancel));
        Assert.NotEqual(stale, shared);
        await Assert.ThrowsAsync<KlosetLockException>(() => new StoreMaintenance(store, TimeSpan.Zero).RunAsync(Cancel));
        await store.Storage.DeleteAsync(shared, Cancel);

        StorageKey exclusive = await PutLockAsync(store, exclusive: true, age: TimeSpan.Zero);
        await Assert.ThrowsAsync<KlosetLockException>(() => store.BeginSnapshotAsync(Cancel));
        await store.Storage.DeleteAsync(exclusive, Cancel);

        StorageKey unreadable = new(StorageArea.Lock, Mac.NewRandom());
        await store.Storage.PutAsync(unreadable, new byte[] { 1, 2, 3 }, Cancel);
        await Assert.ThrowsAsync<KlosetLockException>(() => store.BeginSnapshotAsync(Cancel));
        Assert.Equal([unreadable.Id], await store.Storage.ListAsync(StorageArea.Lock, Cancel).ToListAsync(Cancel));
    }

    [Fact]
    public async Task A_lock_that_was_removed_meanwhile_refuses_the_commit()
    {
        await using KlosetStore store = await TestStores.CreateAsync(NewPlace()());
        await using SnapshotWriter writer = await store.BeginSnapshotAsync(Cancel);
        await store.Storage.DeleteAsync(new StorageKey(StorageArea.Lock, writer.Id), Cancel);

        await Assert.ThrowsAsync<KlosetLockException>(() => writer.CommitAsync(TestStores.Description, Cancel));

        Assert.Empty(await store.ListSnapshotsAsync(Cancel));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_backup_can_be_killed_at_every_write(bool writeBeforeFailing)
    {
        FaultyStorage faulty;
        int failAt = 0;
        do
        {
            Func<IStorage> place = NewPlace();
            Mac first;
            await using (KlosetStore created = await TestStores.CreateAsync(place(), encrypted: false))
            {
                first = await TestStores.WriteAsync(created, First);
            }

            faulty = new FaultyStorage(place(), ++failAt, writeBeforeFailing);
            Mac? second = await TryWriteAsync(faulty);

            await using KlosetStore store = await TestStores.OpenAsync(place());
            await TestStores.AssertNoErrorsAsync(store);
            TestStores.AssertSame(First, await TestStores.ReadAsync(store, first));
            IReadOnlyList<Mac> snapshots = await store.ListSnapshotIdsAsync(Cancel);
            Assert.Contains(first, snapshots);
            Assert.True(second is null || snapshots.Contains(second.Value));
            foreach (Mac other in snapshots.Where(id => id != first))
            {
                TestStores.AssertSame(Second, await TestStores.ReadAsync(store, other));
            }
        }
        while (faulty.HasFailed);

        Assert.InRange(failAt, 5, 12);
    }

    private static async Task<Mac?> TryWriteAsync(FaultyStorage storage)
    {
        await using KlosetStore store = await TestStores.OpenAsync(storage);
        try
        {
            return await TestStores.WriteAsync(store, Second);
        }
        catch (KlosetStorageException exception)
        {
            Assert.Contains("injected", exception.Message, StringComparison.Ordinal);
            return null;
        }
    }

    private static async Task<StorageKey> PutLockAsync(KlosetStore store, bool exclusive, TimeSpan age)
    {
        StorageKey key = new(StorageArea.Lock, Mac.NewRandom());
        StoreLock content = new(KlosetTime.FromDateTimeOffset(DateTimeOffset.UtcNow - age), "elsewhere", exclusive);
        await store.Storage.PutAsync(key, content.Seal(store.Codec), Cancel);
        return key;
    }
}
