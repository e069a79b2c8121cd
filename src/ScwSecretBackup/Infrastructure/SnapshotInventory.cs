using ScwSecretBackup.Engine;
using ScwSecretBackup.Engine.Snapshots;
using ScwSecretBackup.Kloset;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Snapshots;

namespace ScwSecretBackup.Infrastructure;

/// <summary>The snapshots of a store, with those told apart that are damaged: they must neither hide the others nor be passed over in silence.</summary>
/// <param name="Readable">Snapshots whose header can be read, newest first.</param>
/// <param name="Damaged">What is wrong with the others, by their ids.</param>
internal sealed record SnapshotInventory(IReadOnlyList<SnapshotHeader> Readable, IReadOnlyDictionary<Mac, EngineException> Damaged)
{
    private const string Latest = "latest";

    /// <summary>Lists the snapshots.</summary>
    public static async Task<SnapshotInventory> ReadAsync(KlosetStore store, CancellationToken cancellationToken)
    {
        try
        {
            return new SnapshotInventory(await store.ListSnapshotsAsync(cancellationToken).ConfigureAwait(false), new Dictionary<Mac, EngineException>());
        }
        catch (KlosetFormatException)
        {
            return await ReadOneByOneAsync(store, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Finds a snapshot by its id, the first digits of it, or <c>latest</c>. Where one is damaged nobody can tell which is the latest, so that is an error.</summary>
    public static async Task<SnapshotHeader> ResolveAsync(KlosetStore store, string idOrPrefix, CancellationToken cancellationToken)
    {
        if (idOrPrefix.Equals(Latest, StringComparison.OrdinalIgnoreCase))
        {
            SnapshotInventory inventory = await ReadAsync(store, cancellationToken).ConfigureAwait(false);
            if (inventory.Damaged.Values.FirstOrDefault() is { } damage)
            {
                throw damage;
            }
        }

        return await new SnapshotCatalog(store).ResolveAsync(idOrPrefix, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<SnapshotInventory> ReadOneByOneAsync(KlosetStore store, CancellationToken cancellationToken)
    {
        var readable = new List<SnapshotHeader>();
        var damaged = new Dictionary<Mac, EngineException>();
        foreach (Mac id in await store.ListSnapshotIdsAsync(cancellationToken).ConfigureAwait(false))
        {
            try
            {
                readable.Add((await store.OpenSnapshotAsync(id, cancellationToken).ConfigureAwait(false)).Header);
            }
            catch (KlosetFormatException exception)
            {
                damaged.Add(id, Describe(id, exception));
            }
        }

        return new SnapshotInventory([.. readable.OrderByDescending(header => header.Timestamp).ThenBy(header => header.Id)], damaged);
    }

    private static EngineException Describe(Mac id, KlosetFormatException exception) => new(
        EngineErrorKind.DamagedSnapshot,
        $"Snapshot {id} is damaged: {exception.Message}",
        "List the snapshots with Get-ScwSnapshot and name one that is intact; keep the store as it is, a copy of it may still have what is missing.",
        exception);
}
