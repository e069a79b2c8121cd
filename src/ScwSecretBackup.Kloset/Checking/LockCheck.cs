using ScwSecretBackup.Kloset.Locks;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Storage;

namespace ScwSecretBackup.Kloset.Checking;

/// <summary>Checks one lock (FORMAT §8.8).</summary>
internal static class LockCheck
{
    public static async Task<FindingList> RunAsync(KlosetStore store, Mac id, CancellationToken cancellationToken)
    {
        StorageKey key = new(StorageArea.Lock, id);
        FindingList findings = new(key.RelativePath);
        try
        {
            StoreLock held = StoreLock.Parse(await store.Storage.ReadAsync(key, StoreLock.MaxFileLength, cancellationToken).ConfigureAwait(false), id, store.Codec);
            string kind = held.Exclusive ? "exclusive" : "shared";
            findings.Information(held.IsStale(store.TimeProvider.GetUtcNow())
                ? $"A stale {kind} lock of host '{held.Hostname}' was left behind; the next backup or maintenance removes it."
                : $"The {kind} lock of host '{held.Hostname}' was last refreshed at {held.Timestamp.ToDateTimeOffset():u}.");
        }
        catch (KlosetStorageException)
        {
            // Released since it was listed.
        }
        catch (KlosetException exception)
        {
            findings.Error($"{exception.Message} No backup can start while the lock is there; delete it if no process uses the store.");
        }

        return findings;
    }
}
