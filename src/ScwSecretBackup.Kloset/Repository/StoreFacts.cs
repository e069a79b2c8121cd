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
    private const int ParallelReads = 8;

    /// <summary>Collects the facts of an open store; reads no content.</summary>
    public static async Task<StoreFacts> ReadAsync(KlosetStore store, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        int snapshots = (await store.ListSnapshotIdsAsync(cancellationToken).ConfigureAwait(false)).Count;
        int packfiles = 0;
        long bytes = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = ParallelReads, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(store.Storage.ListAsync(StorageArea.Packfile, cancellationToken), options, async (mac, token) =>
        {
            // One that maintenance removed in between does not count.
            if (await store.Storage.GetLengthAsync(new StorageKey(StorageArea.Packfile, mac), token).ConfigureAwait(false) is { } length)
            {
                Interlocked.Increment(ref packfiles);
                Interlocked.Add(ref bytes, length);
            }
        }).ConfigureAwait(false);
        return new StoreFacts(store.Configuration, snapshots, packfiles, bytes);
    }
}
