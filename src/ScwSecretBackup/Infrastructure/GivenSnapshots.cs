namespace ScwSecretBackup.Infrastructure;

/// <summary>Snapshots that a command was given, one by one or through the pipeline, by the stores they are in.</summary>
internal sealed class GivenSnapshots
{
    private readonly List<(ScwStoreReference Store, List<string> Snapshots)> _given = [];

    /// <summary>Ids, first digits of ids or <c>latest</c>, store by store.</summary>
    public IEnumerable<(ScwStoreReference Store, IReadOnlyList<string> Snapshots)> ByStore => _given.Select(group => (group.Store, (IReadOnlyList<string>)group.Snapshots));

    /// <summary>Takes snapshots of a store in.</summary>
    public void Add(ScwStoreReference store, IEnumerable<string> snapshots)
    {
        int known = _given.FindIndex(group => group.Store.Key.Equals(store.Key));
        if (known < 0)
        {
            known = _given.Count;
            _given.Add((store, []));
        }

        _given[known].Snapshots.AddRange(snapshots);
    }
}
