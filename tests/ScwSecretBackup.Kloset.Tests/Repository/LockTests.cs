using ScwSecretBackup.Kloset.Locks;
using ScwSecretBackup.Kloset.Msgpack;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Snapshots;
using ScwSecretBackup.Kloset.Storage;
using Xunit;

namespace ScwSecretBackup.Kloset.Tests.Repository;

public sealed class LockTests : IAsyncLifetime
{
    private readonly MemoryStorage _storage = new();
    private readonly ManualTimeProvider _time = new();
    private KlosetStore _store = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private IEnumerable<StorageKey> Locks => _storage.Files.Keys.Where(key => key.Area == StorageArea.Lock);

    public async ValueTask InitializeAsync() => _store = await TestStores.CreateAsync(_storage, timeProvider: _time);

    public async ValueTask DisposeAsync() => await _store.DisposeAsync();

    [Fact]
    public async Task A_writer_holds_a_shared_lock_named_by_its_snapshot_until_it_commits()
    {
        await using SnapshotWriter writer = await _store.BeginSnapshotAsync(Cancel);
        StorageKey key = Assert.Single(Locks);
        StoreLock held = StoreLock.Parse(_storage.Files[key], key.Id, _store.Codec);

        await writer.CommitAsync(TestStores.Description, Cancel);

        Assert.Equal(writer.Id, key.Id);
        Assert.Equal((KlosetTime.FromDateTimeOffset(_time.GetUtcNow()), Environment.MachineName, false), (held.Timestamp, held.Hostname, held.Exclusive));
        Assert.Empty(Locks);
    }

    [Fact]
    public async Task An_exclusive_lock_keeps_writers_away_and_only_it_stays()
    {
        Mac other = PutLock(exclusive: true, age: TimeSpan.FromMinutes(9));

        KlosetLockException error = await Assert.ThrowsAsync<KlosetLockException>(() => _store.BeginSnapshotAsync(Cancel));

        Assert.Contains("elsewhere", error.Message, StringComparison.Ordinal);
        Assert.Equal(other, Assert.Single(Locks).Id);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_stale_lock_is_removed(bool exclusive)
    {
        Mac stale = PutLock(exclusive, StoreLock.TimeToLive);

        await using SnapshotWriter writer = await _store.BeginSnapshotAsync(Cancel);

        Assert.Equal(writer.Id, Assert.Single(Locks).Id);
        Assert.NotEqual(stale, writer.Id);
    }

    [Fact]
    public async Task Another_shared_lock_is_welcome()
    {
        Mac other = PutLock(exclusive: false, TimeSpan.Zero);

        await TestStores.WriteAsync(_store, new Dictionary<string, byte[]> { ["/a"] = [1] });

        Assert.Equal(other, Assert.Single(Locks).Id);
    }

    [Fact]
    public async Task A_lock_that_can_not_be_read_keeps_writers_away()
    {
        Mac broken = Mac.NewRandom();
        _storage.Files[new StorageKey(StorageArea.Lock, broken)] = [1, 2, 3];

        KlosetLockException error = await Assert.ThrowsAsync<KlosetLockException>(() => _store.BeginSnapshotAsync(Cancel));

        Assert.Contains(broken.ToString(), error.Message, StringComparison.Ordinal);
        Assert.Equal(broken, Assert.Single(Locks).Id);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_lock_is_refreshed_while_it_is_held()
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        await using SnapshotWriter writer = await _store.BeginSnapshotAsync(cancel);
        for (int i = 0; i < 6; i++)
        {
            _time.Advance(StoreLock.RefreshInterval);
            await UntilRefreshedAsync();
        }

        Assert.Equal(writer.Id, (await writer.CommitAsync(TestStores.Description, cancel)).Id);
    }

    [Fact]
    public async Task A_lock_that_was_not_refreshed_in_time_refuses_the_commit()
    {
        await using SnapshotWriter writer = await _store.BeginSnapshotAsync(Cancel);
        _time.Advance(StoreLock.TimeToLive);

        await Assert.ThrowsAsync<KlosetLockException>(() => writer.CommitAsync(TestStores.Description, Cancel));
        await writer.DisposeAsync();

        Assert.Empty(await _store.ListSnapshotsAsync(Cancel));
        Assert.Empty(Locks);
    }

    [Fact]
    public async Task An_exclusive_lock_taken_meanwhile_refuses_the_commit()
    {
        await using SnapshotWriter writer = await _store.BeginSnapshotAsync(Cancel);
        PutLock(exclusive: true, TimeSpan.Zero);

        await Assert.ThrowsAsync<KlosetLockException>(() => writer.CommitAsync(TestStores.Description, Cancel));

        Assert.Empty(await _store.ListSnapshotsAsync(Cancel));
    }

    [Fact]
    public async Task A_lock_that_somebody_removed_refuses_the_commit()
    {
        await using SnapshotWriter writer = await _store.BeginSnapshotAsync(Cancel);
        _storage.Files.Remove(Locks.Single());

        KlosetLockException error = await Assert.ThrowsAsync<KlosetLockException>(() => writer.CommitAsync(TestStores.Description, Cancel));

        Assert.Contains("clock", error.Message, StringComparison.Ordinal);
        Assert.Empty(await _store.ListSnapshotsAsync(Cancel));
        Assert.Empty(Locks);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_lock_that_was_removed_is_not_taken_up_again_by_a_refresh()
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        await using SnapshotWriter writer = await _store.BeginSnapshotAsync(cancel);
        _storage.Files.Remove(Locks.Single());
        _time.Advance(StoreLock.RefreshInterval);

        await Assert.ThrowsAsync<KlosetLockException>(() => writer.CommitAsync(TestStores.Description, cancel));

        Assert.Empty(Locks);
    }

    [Fact]
    public async Task An_exclusive_lock_is_written_as_such_and_keeps_everybody_away()
    {
        await using (HeldLock held = await AcquireExclusiveAsync())
        {
            StorageKey key = Assert.Single(Locks);
            Assert.True(StoreLock.Parse(_storage.Files[key], key.Id, _store.Codec).Exclusive);

            await Assert.ThrowsAsync<KlosetLockException>(() => _store.BeginSnapshotAsync(Cancel));
            await Assert.ThrowsAsync<KlosetLockException>(AcquireExclusiveAsync);
            await held.ConfirmAsync(Cancel);
            Assert.Equal(key, Assert.Single(Locks));
        }

        Assert.Empty(Locks);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Any_fresh_lock_keeps_an_exclusive_one_away(bool exclusive)
    {
        Mac other = PutLock(exclusive, age: TimeSpan.FromMinutes(9));

        KlosetLockException error = await Assert.ThrowsAsync<KlosetLockException>(AcquireExclusiveAsync);

        Assert.Contains("elsewhere", error.Message, StringComparison.Ordinal);
        Assert.Equal(other, Assert.Single(Locks).Id);
    }

    [Fact]
    public async Task A_stale_lock_does_not_keep_an_exclusive_one_away()
    {
        Mac stale = PutLock(exclusive: false, StoreLock.TimeToLive);

        await using HeldLock held = await AcquireExclusiveAsync();

        Assert.NotEqual(stale, Assert.Single(Locks).Id);
    }

    [Fact]
    public async Task An_unreadable_lock_keeps_an_exclusive_one_away()
    {
        Mac broken = Mac.NewRandom();
        _storage.Files[new StorageKey(StorageArea.Lock, broken)] = [1, 2, 3];

        KlosetLockException error = await Assert.ThrowsAsync<KlosetLockException>(AcquireExclusiveAsync);

        Assert.Contains(broken.ToString(), error.Message, StringComparison.Ordinal);
        Assert.Equal(broken, Assert.Single(Locks).Id);
    }

    [Fact]
    public async Task A_writer_that_came_at_the_same_time_makes_maintenance_stop()
    {
        await using HeldLock held = await AcquireExclusiveAsync();
        PutLock(exclusive: false, TimeSpan.Zero);

        await Assert.ThrowsAsync<KlosetLockException>(() => held.ConfirmAsync(Cancel));
    }

    private Task<HeldLock> AcquireExclusiveAsync() => HeldLock.AcquireExclusiveAsync(_storage, _store.Codec, _time, Cancel);

    private Mac PutLock(bool exclusive, TimeSpan age)
    {
        Mac id = Mac.NewRandom();
        StoreLock content = new(KlosetTime.FromDateTimeOffset(_time.GetUtcNow() - age), "elsewhere", exclusive);
        _storage.Files[new StorageKey(StorageArea.Lock, id)] = content.Seal(_store.Codec);
        return id;
    }

    // The refresh runs in the background; the lock file tells when it has been done.
    private async Task UntilRefreshedAsync()
    {
        StorageKey key = Locks.Single();
        while (StoreLock.Parse(_storage.Files[key], key.Id, _store.Codec).Timestamp != KlosetTime.FromDateTimeOffset(_time.GetUtcNow()))
        {
            await Task.Delay(1, Cancel);
        }
    }
}
