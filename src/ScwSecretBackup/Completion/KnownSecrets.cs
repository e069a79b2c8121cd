namespace ScwSecretBackup.Completion;

/// <summary>
/// Folders, names and tags of the secrets in the snapshots that commands read last, so that the Tab key can offer them without reading anything. No values, in
/// memory alone, and only until the store is closed.
/// </summary>
internal sealed class KnownSecrets
{
    private const int MaxSnapshots = 4;
    private const int MaxSecrets = 20_000;

    private readonly object _lock = new();
    private readonly List<(string Snapshot, KnownSecret[] Secrets)> _snapshots = [];

    /// <summary>Remembers all secrets of a snapshot, and forgets those of the snapshot that was remembered first where there are too many.</summary>
    public void Remember(string snapshot, IEnumerable<KnownSecret> secrets)
    {
        KnownSecret[] distinct = [.. secrets.DistinctBy(secret => (secret.Folder, secret.Name)).Take(MaxSecrets)];
        lock (_lock)
        {
            _snapshots.RemoveAll(known => known.Snapshot == snapshot);
            _snapshots.Add((snapshot, distinct));
            if (_snapshots.Count > MaxSnapshots)
            {
                _snapshots.RemoveAt(0);
            }
        }
    }

    /// <summary>The secrets of the snapshot whose id begins with this; those that were met last where none is named. None where they are not known.</summary>
    public IReadOnlyList<KnownSecret> Find(string? snapshot)
    {
        lock (_lock)
        {
            return _snapshots.LastOrDefault(known => snapshot is null || known.Snapshot.StartsWith(snapshot, StringComparison.OrdinalIgnoreCase)).Secrets ?? [];
        }
    }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _snapshots.Clear();
        }
    }
}
