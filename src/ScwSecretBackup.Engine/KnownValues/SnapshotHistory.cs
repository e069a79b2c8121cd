using ScwSecretBackup.Engine.Layout;
using ScwSecretBackup.Engine.Snapshots;
using ScwSecretBackup.Kloset;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Snapshots;

namespace ScwSecretBackup.Engine.KnownValues;

/// <summary>The snapshots of one source, newest first, foreign and unreadable ones left out as they are met.</summary>
internal sealed class SnapshotHistory
{
    private readonly KlosetStore _store;
    private readonly Queue<SnapshotHeader> _remaining;

    private SnapshotHistory(KlosetStore store, IEnumerable<SnapshotHeader> headers)
    {
        _store = store;
        _remaining = new Queue<SnapshotHeader>(headers);
        Count = _remaining.Count;
    }

    /// <summary>Snapshots of the source, foreign ones included.</summary>
    public int Count { get; }

    /// <summary>Whether one of those met so far can't be read.</summary>
    public bool FoundDamage { get; private set; }

    /// <summary>Lists the snapshots of a source.</summary>
    public static async Task<SnapshotHistory> LoadAsync(KlosetStore store, SnapshotSource source, CancellationToken cancellationToken)
    {
        IReadOnlyList<SnapshotHeader> all = await SnapshotHeaders.ListReadableAsync(store, cancellationToken).ConfigureAwait(false);
        return new SnapshotHistory(store, all.Where(header =>
            header.Description.ImporterType == SnapshotSource.ImporterType
            && header.Description.ImporterOrigin == source.Origin
            && header.Description.ImporterDirectory == SnapshotSource.ImporterDirectory));
    }

    /// <summary>The next snapshot that ended after <paramref name="notBefore"/>, or null at the end. Older ones are left for later calls.</summary>
    public async Task<ParentSnapshot?> NextAsync(DateTimeOffset notBefore, CancellationToken cancellationToken)
    {
        while (_remaining.TryPeek(out SnapshotHeader? header) && SnapshotHeaders.EndOf(header) >= notBefore)
        {
            _remaining.Dequeue();
            try
            {
                SnapshotReader reader = await _store.OpenSnapshotAsync(header.Id, cancellationToken).ConfigureAwait(false);
                return new ParentSnapshot(reader, await new SnapshotDocuments(reader).ReadManifestAsync(cancellationToken).ConfigureAwait(false));
            }
            catch (Exception exception) when (exception is EngineException or KlosetFormatException)
            {
                // Its values are read anew; a damaged or foreign snapshot must not stop new ones from being made.
                FoundDamage |= exception is KlosetFormatException or EngineException { Kind: EngineErrorKind.DamagedSnapshot };
            }
        }

        return null;
    }
}
