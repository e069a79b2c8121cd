using ScwSecretBackup.Kloset.Cryptography;
using ScwSecretBackup.Kloset.Msgpack;
using ScwSecretBackup.Kloset.Storage;

namespace ScwSecretBackup.Kloset.Locks;

/// <summary>
/// A lock on a store while this process holds it (FORMAT §8.8). Writers of snapshots hold a shared one, which keeps maintenance away;
/// maintenance holds an exclusive one, which keeps everybody away. It is refreshed in the background and removed when it is disposed.
/// </summary>
internal sealed class HeldLock : IAsyncDisposable
{
    private readonly IStorage _storage;
    private readonly StoreCodec _codec;
    private readonly Mac _id;
    private readonly bool _exclusive;
    private readonly TimeProvider _timeProvider;
    private readonly OtherLocks _others;
    private readonly SemaphoreSlim _refreshing = new(1);
    private readonly CancellationTokenSource _stop = new();
    private ITimer? _timer;
    private DateTimeOffset _refreshedAt;
    private string? _lost;

    private HeldLock(IStorage storage, StoreCodec codec, Mac id, bool exclusive, TimeProvider timeProvider)
    {
        _storage = storage;
        _codec = codec;
        _id = id;
        _exclusive = exclusive;
        _timeProvider = timeProvider;
        _others = new OtherLocks(storage, codec, id, timeProvider);
    }

    private StorageKey Key => new(StorageArea.Lock, _id);

    /// <summary>The lock of a writer.</summary>
    /// <exception cref="KlosetLockException">An exclusive lock is held, or a lock can't be read.</exception>
    public static Task<HeldLock> AcquireSharedAsync(IStorage storage, StoreCodec codec, Mac id, TimeProvider timeProvider, CancellationToken cancellationToken) =>
        AcquireAsync(new HeldLock(storage, codec, id, exclusive: false, timeProvider), cancellationToken);

    /// <summary>The lock of maintenance.</summary>
    /// <exception cref="KlosetLockException">Any lock is held, or a lock can't be read.</exception>
    public static Task<HeldLock> AcquireExclusiveAsync(IStorage storage, StoreCodec codec, TimeProvider timeProvider, CancellationToken cancellationToken) =>
        AcquireAsync(new HeldLock(storage, codec, Mac.NewRandom(), exclusive: true, timeProvider), cancellationToken);

    /// <summary>Makes sure that the lock has been held all the time and still is. Call it before every step that others must not see half done.</summary>
    /// <exception cref="KlosetLockException">It has not, or a lock was taken that excludes this one.</exception>
    public async Task ConfirmAsync(CancellationToken cancellationToken)
    {
        await _refreshing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await RenewAsync(cancellationToken).ConfigureAwait(false);
            if (_lost is not null)
            {
                throw new KlosetLockException(
                    $"The lock on the store at '{_storage.Location}' was lost: {_lost}. {(_exclusive ? "A backup" : "Maintenance")} may have run meanwhile, so nothing more is written. Run the command again.");
            }

            await _others.RequireNoneThatExcludesAsync(_exclusive, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _refreshing.Release();
        }
    }

    /// <summary>Stops refreshing and removes the lock. A lock that can't be removed becomes stale by itself.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested)
        {
            return;
        }

        if (_timer is not null)
        {
            await _timer.DisposeAsync().ConfigureAwait(false);
        }

        await _stop.CancelAsync().ConfigureAwait(false);
        await _refreshing.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            await _storage.DeleteAsync(Key, CancellationToken.None).ConfigureAwait(false);
        }
        catch (KlosetStorageException)
        {
            // Whoever finds it after its time to live deletes it.
        }
        finally
        {
            _refreshing.Release();
        }
    }

    /// <summary>Puts the lock, then looks at the others: of two that come at once, at least one sees the other.</summary>
    private static async Task<HeldLock> AcquireAsync(HeldLock held, CancellationToken cancellationToken)
    {
        try
        {
            await held.PutAsync(cancellationToken).ConfigureAwait(false);
            await held._others.RequireNoneThatExcludesAsync(held._exclusive, cancellationToken).ConfigureAwait(false);
            held._timer = held._timeProvider.CreateTimer(_ => _ = held.RefreshAsync(), null, StoreLock.RefreshInterval, StoreLock.RefreshInterval);
            return held;
        }
        catch
        {
            await held.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task RefreshAsync()
    {
        try
        {
            await _refreshing.WaitAsync(_stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        try
        {
            await RenewAsync(_stop.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is KlosetStorageException or OperationCanceledException)
        {
            // The next refresh may succeed; when none does in time, the lock counts as lost.
        }
        finally
        {
            _refreshing.Release();
        }
    }

    /// <summary>Writes the lock anew unless it was lost: what was free for others in between is not taken up again.</summary>
    private async Task RenewAsync(CancellationToken cancellationToken)
    {
        if (_timeProvider.GetUtcNow() - _refreshedAt >= StoreLock.TimeToLive)
        {
            _lost ??= $"it could not be refreshed for {StoreLock.TimeToLive.TotalMinutes} minutes";
        }
        else if (_lost is null && await _storage.GetLengthAsync(Key, cancellationToken).ConfigureAwait(false) is null)
        {
            // Others judge by their own clocks (FORMAT §13, 25): one that is ten minutes fast removes a lock that is alive.
            _lost = "somebody removed it, which a wrong clock on this machine or on another one may cause";
        }

        if (_lost is null)
        {
            await PutAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task PutAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = _timeProvider.GetUtcNow();
        StoreLock content = new(KlosetTime.FromDateTimeOffset(now), Environment.MachineName, _exclusive);
        await _storage.PutAsync(Key, content.Seal(_codec), cancellationToken).ConfigureAwait(false);
        _refreshedAt = now;
    }
}
