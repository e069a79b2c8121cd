using ScwSecretBackup.Kloset.Cryptography;
using ScwSecretBackup.Kloset.Storage;

namespace ScwSecretBackup.Kloset.Locks;

/// <summary>The locks of a store that are not one's own (FORMAT §8.8).</summary>
internal sealed class OtherLocks(IStorage storage, StoreCodec codec, Mac own, TimeProvider timeProvider)
{
    /// <summary>Looks at every other lock; removes stale ones.</summary>
    /// <param name="exclusive">Whether one's own lock is exclusive, so that any other excludes it.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="KlosetLockException">A lock is held that excludes one's own, or can't be read.</exception>
    public async Task RequireNoneThatExcludesAsync(bool exclusive, CancellationToken cancellationToken)
    {
        await foreach (Mac id in storage.ListAsync(StorageArea.Lock, cancellationToken).ConfigureAwait(false))
        {
            if (id != own)
            {
                await InspectAsync(new StorageKey(StorageArea.Lock, id), exclusive, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task InspectAsync(StorageKey key, bool exclusive, CancellationToken cancellationToken)
    {
        StoreLock? other = await ReadAsync(key, cancellationToken).ConfigureAwait(false);
        if (other is null)
        {
            return;
        }

        if (other.IsStale(timeProvider.GetUtcNow()))
        {
            await storage.DeleteAsync(key, cancellationToken).ConfigureAwait(false);
        }
        else if (other.Exclusive)
        {
            throw new KlosetLockException(
                $"The store at '{storage.Location}' is locked for maintenance by host '{other.Hostname}' since {Since(other)}. Try again when it has finished.");
        }
        else if (exclusive)
        {
            throw new KlosetLockException(
                $"The store at '{storage.Location}' is in use: host '{other.Hostname}' has been writing to it, last seen {Since(other)}. Try again when that has finished; the lock of a process that died counts for {StoreLock.TimeToLive.TotalMinutes} minutes.");
        }
    }

    private static string Since(StoreLock other) => $"{other.Timestamp.ToDateTimeOffset():u}";

    /// <summary>The lock, or null when it has been released since it was listed.</summary>
    private async Task<StoreLock?> ReadAsync(StorageKey key, CancellationToken cancellationToken)
    {
        try
        {
            byte[] file = await storage.ReadAsync(key, StoreLock.MaxFileLength, cancellationToken).ConfigureAwait(false);
            return StoreLock.Parse(file, key.Id, codec);
        }
        catch (KlosetException exception) when (exception is not KlosetLockException)
        {
            if (exception is KlosetStorageException && await storage.GetLengthAsync(key, cancellationToken).ConfigureAwait(false) is null)
            {
                return null;
            }

            throw new KlosetLockException(
                $"Lock '{key}' of the store at '{storage.Location}' can't be read, so nobody knows what it excludes. Delete the file if no process uses the store.",
                exception);
        }
    }
}
