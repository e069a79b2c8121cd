using ScwSecretBackup.Kloset.Configuration;
using ScwSecretBackup.Kloset.Storage;

namespace ScwSecretBackup.Kloset.Repository;

/// <summary>How a store was set up and how much is in it.</summary>
/// <param name="Configuration">What its CONFIG file says.</param>
/// <param name="SnapshotCount">Snapshots, damaged ones included.</param>
/// <param name="PackfileCount">Packfiles.</param>
/// <param name="PackfileBytes">Bytes of all packfiles.</param>
public sealed record StoreFacts(StoreConfiguration Configuration, int SnapshotCount, int PackfileCount, long PackfileBytes)
{
    /// <summary>Collects the facts of an open store; reads no content.</summary>
    public static async Task<StoreFacts> ReadAsync(KlosetStore store, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        int snapshots = (await store.ListSnapshotIdsAsync(cancellationToken).ConfigureAwait(false)).Count;
        int packfiles = 0;
        long bytes = 0;
        await foreach (StoredFile file in store.Storage.ListFilesAsync(StorageArea.Packfile, cancellationToken).ConfigureAwait(false))
        {
            packfiles++;
            bytes += file.Length;
        }

        return new StoreFacts(store.Configuration, snapshots, packfiles, bytes);
    }
}
