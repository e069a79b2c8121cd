using ScwSecretBackup.Kloset.Cryptography;
using ScwSecretBackup.Kloset.Locks;
using ScwSecretBackup.Kloset.Msgpack;
using ScwSecretBackup.Kloset.Storage;

namespace ScwSecretBackup.Kloset.Repository;

/// <summary>The lock a writer of snapshots holds (FORMAT §8.8): it keeps maintenance away, other writers are welcome.</summary>
internal sealed class SharedLock : IAsyncDisposable
{
    private readonly IStorage _storage;
    private readonly StoreCodec _codec;
    private readonly Mac _id;
    private readonly TimeProvider _timeProvider;
    private readonly SemaphoreSlim _refreshing = new(1);
    private readonly CancellationTokenSource _stop = new();
    private ITimer? _timer;
    private DateTimeOffset _refreshedAt;
    private bool _expired;

    private SharedLock(IStorage storage, StoreCodec codec, Mac id, TimeProvider timeProvider)
    {
        _storage = storage;
        _codec = codec;
        _id = id;
        _timeProvider = timeProvider;
    }

    private StorageKey Key => new(StorageArea.Lock, _id);

    /// <summary>Puts the lock, then looks at the others: of two that come at once, at least one sees the other.</summary>
    /// <exception cref="KlosetLockException">An exclusive lock is held, or a lock can't be read.</exception>
    public static async Task<SharedLock> AcquireAsync(IStorage storage, StoreCodec codec, Mac id, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        SharedLock shared = new(storage, codec, id, timeProvider);
        try
        {
            await shared.PutAsync(cancellationToken).ConfigureAwait(false);
            await shared.InspectOthersAsync(cancellationToken).ConfigureAwait(false);
            shared._timer = timeProvider.CreateTimer(_ => _ = shared.RefreshAsync(), null, StoreLock.RefreshInterval, StoreLock.RefreshInterval);
            return shared;
        }
        catch
        {
            await shared.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Makes sure that the lock has been held all the time and still is.</summary>
    /// <exception cref="KlosetLockException">It has not, or an exclusive lock was taken.</exception>
    public async Task ConfirmAsync(CancellationToken cancellationToken)
    {
        await _refreshing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (HasExpired())
            {
                throw new KlosetLockException(
                    $"The lock on the store at '{_storage.Location}' could not be refreshed for {StoreLock.TimeToLive.TotalMinutes} minutes, so maintenance may have run meanwhile. Run the backup again.");
            }

            await PutAsync(cancellationToken).ConfigureAwait(false);
            await InspectOthersAsync(cancellationToken).ConfigureAwait(false);
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

    private bool HasExpired()
    {
        _expired |= _timeProvider.GetUtcNow() - _refreshedAt >= StoreLock.TimeToLive;
        return _expired;
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
            // After a gap, such as a suspended machine, the lock is not taken up again: it was free for others in between.
            if (!HasExpired())
            {
                await PutAsync(_stop.Token).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is KlosetStorageException or OperationCanceledException)
        {
            // The next refresh may succeed; when none does in time, the commit is refused.
        }
        finally
        {
            _refreshing.Release();
        }
    }

    private async Task PutAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = _timeProvider.GetUtcNow();
        StoreLock content = new(KlosetTime.FromDateTimeOffset(now), Environment.MachineName, Exclusive: false);
        await _storage.PutAsync(Key, content.Seal(_codec), cancellationToken).ConfigureAwait(false);
        _refreshedAt = now;
    }

    private async Task InspectOthersAsync(CancellationToken cancellationToken)
    {
        await foreach (Mac id in _storage.ListAsync(StorageArea.Lock, cancellationToken).ConfigureAwait(false))
        {
            if (id != _id)
            {
                await InspectAsync(id, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task InspectAsync(Mac id, CancellationToken cancellationToken)
    {
        StorageKey key = new(StorageArea.Lock, id);
        StoreLock? other = await ReadAsync(key, cancellationToken).ConfigureAwait(false);
        if (other is null)
        {
            return;
        }

        if (other.IsStale(_timeProvider.GetUtcNow()))
        {
            await _storage.DeleteAsync(key, cancellationToken).ConfigureAwait(false);
        }
        else if (other.Exclusive)
        {
            throw new KlosetLockException(
                $"The store at '{_storage.Location}' is locked for maintenance by host '{other.Hostname}' since {other.Timestamp.ToDateTimeOffset():u}. Try again when it has finished.");
        }
    }

    /// <summary>The lock, or null when it has been released since it was listed.</summary>
    private async Task<StoreLock?> ReadAsync(StorageKey key, CancellationToken cancellationToken)
    {
        try
        {
            byte[] file = await _storage.ReadAsync(key, StoreLock.MaxFileLength, cancellationToken).ConfigureAwait(false);
            return StoreLock.Parse(file, key.Id, _codec);
        }
        catch (KlosetException exception) when (exception is not KlosetLockException)
        {
            if (exception is KlosetStorageException && await _storage.GetLengthAsync(key, cancellationToken).ConfigureAwait(false) is null)
            {
                return null;
            }

            throw new KlosetLockException(
                $"Lock '{key}' of the store at '{_storage.Location}' can't be read, so nobody knows whether it excludes a backup. Delete the file if no process uses the store.",
                exception);
        }
    }
}
