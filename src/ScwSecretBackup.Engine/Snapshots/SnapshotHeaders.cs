using ScwSecretBackup.Kloset;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Snapshots;

namespace ScwSecretBackup.Engine.Snapshots;

/// <summary>Lists snapshots although some may be damaged.</summary>
internal static class SnapshotHeaders
{
    /// <summary>The headers that can be read, newest first. A damaged snapshot must neither hide the others nor stop new ones from being made.</summary>
    public static async Task<IReadOnlyList<SnapshotHeader>> ListReadableAsync(KlosetStore store, CancellationToken cancellationToken)
    {
        try
        {
            return await store.ListSnapshotsAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (KlosetFormatException)
        {
            return await ListOneByOneAsync(store, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>When a snapshot was finished, however odd the numbers in its header are.</summary>
    public static DateTimeOffset EndOf(SnapshotHeader header) =>
        header.Duration < DateTimeOffset.MaxValue - header.Timestamp ? header.Timestamp + TimeSpan.FromTicks(Math.Max(header.Duration.Ticks, 0)) : DateTimeOffset.MaxValue;

    private static async Task<IReadOnlyList<SnapshotHeader>> ListOneByOneAsync(KlosetStore store, CancellationToken cancellationToken)
    {
        var headers = new List<SnapshotHeader>();
        foreach (Mac id in await store.ListSnapshotIdsAsync(cancellationToken).ConfigureAwait(false))
        {
            try
            {
                headers.Add((await store.OpenSnapshotAsync(id, cancellationToken).ConfigureAwait(false)).Header);
            }
            catch (KlosetFormatException)
            {
                // Listing and checking the store report it; here only the others count.
            }
        }

        return [.. headers.OrderByDescending(header => header.Timestamp).ThenBy(header => header.Id)];
    }
}
