using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Storage;

namespace ScwSecretBackup.Kloset.Maintenance;

/// <summary>Finds out what maintenance has to do; changes nothing (FORMAT §8.9).</summary>
internal sealed class MaintenancePlanner
{
    private readonly KlosetStore _store;
    private readonly DateTimeOffset _cutoff;
    private readonly IProgress<MaintenanceProgress>? _progress;

    /// <param name="store">The store.</param>
    /// <param name="cutoff">Now without the grace period.</param>
    /// <param name="progress">Told of every snapshot.</param>
    public MaintenancePlanner(KlosetStore store, DateTimeOffset cutoff, IProgress<MaintenanceProgress>? progress)
    {
        _store = store;
        _cutoff = cutoff;
        _progress = progress;
    }

    /// <exception cref="KlosetFormatException">A snapshot can't be followed.</exception>
    public async Task<MaintenancePlan> PlanAsync(CancellationToken cancellationToken)
    {
        // The states first: every packfile that they name is then in the listing.
        IReadOnlyList<Mac> snapshots = await _store.ListSnapshotIdsAsync(cancellationToken).ConfigureAwait(false);
        HashSet<Mac> stored = await ListPackfilesAsync(cancellationToken).ConfigureAwait(false);
        IReadOnlySet<Mac> used = await FindUsedAsync(snapshots, stored, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<PackfileStatus> packfiles = _store.Index.Packfiles;
        PackfileStatus[] known = [.. packfiles.Where(packfile => !packfile.IsDeleted && (packfile.IsKnown || packfile.IsColoured))];
        PackfileStatus[] unused = [.. known.Where(packfile => packfile.IsColoured && !used.Contains(packfile.Name))];
        Mac[] deleted = [.. packfiles.Where(packfile => packfile.IsDeleted).Select(packfile => packfile.Name)];
        OrphanPackfiles orphans = await OrphanPackfiles
            .SortAsync(_store, stored.Except(known.Select(packfile => packfile.Name)).Except(deleted), _cutoff, cancellationToken).ConfigureAwait(false);
        return new MaintenancePlan
        {
            SnapshotCount = snapshots.Count,
            ToMark = [.. known.Where(packfile => packfile.IsLive && !used.Contains(packfile.Name)).Select(packfile => packfile.Name), .. orphans.Old],
            ToUnmark = [.. known.Where(packfile => packfile.IsColoured && used.Contains(packfile.Name)).Select(packfile => packfile.Name)],
            ToRemove = [.. unused.Where(packfile => packfile.ColouredAt <= _cutoff).Select(packfile => packfile.Name)],
            Waiting = [.. unused.Where(packfile => packfile.ColouredAt > _cutoff)],
            Leftovers = [.. deleted.Where(stored.Contains)],
            OrphanLocations = FindOrphanLocations(packfiles),
            Orphans = orphans,
        };
    }

    private async Task<HashSet<Mac>> ListPackfilesAsync(CancellationToken cancellationToken)
    {
        HashSet<Mac> stored = [];
        await foreach (Mac name in _store.Storage.ListAsync(StorageArea.Packfile, cancellationToken).ConfigureAwait(false))
        {
            stored.Add(name);
        }

        return stored;
    }

    private async Task<IReadOnlySet<Mac>> FindUsedAsync(IReadOnlyList<Mac> snapshots, HashSet<Mac> stored, CancellationToken cancellationToken)
    {
        ReferenceWalk walk = new(_store, stored);
        for (int done = 0; done < snapshots.Count; done++)
        {
            _progress?.Report(new MaintenanceProgress(done, snapshots.Count));
            await walk.AddAsync(snapshots[done], cancellationToken).ConfigureAwait(false);
        }

        return await walk.FindUsedAsync(cancellationToken).ConfigureAwait(false);
    }

    private (BlobKey Key, Mac Packfile)[] FindOrphanLocations(IReadOnlyList<PackfileStatus> packfiles)
    {
        HashSet<Mac> unknown = [.. packfiles.Where(packfile => packfile is { IsKnown: false, IsDeleted: false }).Select(packfile => packfile.Name)];
        return unknown.Count == 0
            ? []
            : [.. _store.Index.Locations().Where(item => unknown.Contains(item.Location.Packfile)).Select(item => (item.Key, item.Location.Packfile))];
    }
}
