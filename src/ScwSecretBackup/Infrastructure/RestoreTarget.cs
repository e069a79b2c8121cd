namespace ScwSecretBackup.Infrastructure;

/// <summary>A snapshot to restore from, whole or by the items that came through the pipeline.</summary>
internal sealed class RestoreTarget(ScwStoreReference store, string snapshot, Dictionary<string, HashSet<int>>? items)
{
    /// <summary>The store it is in.</summary>
    public ScwStoreReference Store { get; } = store;

    /// <summary>The snapshot.</summary>
    public string Snapshot { get; } = snapshot;

    /// <summary>Revisions by secret, or null for the whole snapshot.</summary>
    public IReadOnlyDictionary<string, IReadOnlySet<int>?>? Chosen => items?.ToDictionary(pair => pair.Key, pair => (IReadOnlySet<int>?)pair.Value);

    /// <summary>Takes an item in; revision 0 stands for a secret without versions.</summary>
    public void Add(ScwSnapshotItem item)
    {
        if (!items!.TryGetValue(item.SecretId, out HashSet<int>? revisions))
        {
            items.Add(item.SecretId, revisions = []);
        }

        if (item.Revision > 0)
        {
            revisions.Add(item.Revision);
        }
    }
}
