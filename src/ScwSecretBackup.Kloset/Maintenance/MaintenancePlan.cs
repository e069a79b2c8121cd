using ScwSecretBackup.Kloset.Repository;

namespace ScwSecretBackup.Kloset.Maintenance;

/// <summary>What maintenance is going to do (FORMAT §8.9).</summary>
internal sealed record MaintenancePlan
{
    /// <summary>Live snapshots.</summary>
    public required int SnapshotCount { get; init; }

    /// <summary>Packfiles to mark, orphans included.</summary>
    public required IReadOnlyList<Mac> ToMark { get; init; }

    /// <summary>Packfiles whose mark is to be taken back.</summary>
    public required IReadOnlyList<Mac> ToUnmark { get; init; }

    /// <summary>Marked packfiles whose grace period is over.</summary>
    public required IReadOnlyList<Mac> ToRemove { get; init; }

    /// <summary>Files that a state deleted already, by a run that was broken off before it deleted the file.</summary>
    public required IReadOnlyList<Mac> Leftovers { get; init; }

    /// <summary>Marked packfiles whose grace period is not over, with the time of their mark.</summary>
    public required IReadOnlyList<PackfileStatus> Waiting { get; init; }

    /// <summary>Locations in packfiles that no state introduces.</summary>
    public required IReadOnlyList<(BlobKey Key, Mac Packfile)> OrphanLocations { get; init; }

    /// <summary>Packfiles that no state introduces.</summary>
    public required OrphanPackfiles Orphans { get; init; }
}
