using ScwSecretBackup.Kloset.Maintenance;

namespace ScwSecretBackup;

/// <summary>What the maintenance of a store did, or under -WhatIf would do.</summary>
public sealed class ScwOptimizeResult
{
    internal ScwOptimizeResult(MaintenanceReport report, TimeSpan duration, string store)
    {
        IsPlan = report.IsPlan;
        GracePeriod = report.GracePeriod;
        SnapshotCount = report.SnapshotCount;
        BytesReclaimed = report.BytesReclaimed;
        PackfilesRemoved = report.PackfilesRemoved;
        BytesMarked = report.BytesMarked;
        PackfilesMarked = report.PackfilesMarked;
        OrphansMarked = report.OrphansMarked;
        PackfilesUnmarked = report.PackfilesUnmarked;
        BytesWaiting = report.BytesWaiting;
        PackfilesWaiting = report.PackfilesWaiting;
        NextRemoval = report.NextRemoval;
        YoungOrphans = report.YoungOrphans;
        UnreadableOrphans = report.UnreadableOrphans.Select(name => name.ToString()).ToArray();
        LocationsDropped = report.LocationsDropped;
        Duration = duration;
        Store = store;
    }

    /// <summary>Whether it was only planned, by -WhatIf.</summary>
    public bool IsPlan { get; }

    /// <summary>How long a packfile stays after it was marked for deletion.</summary>
    public TimeSpan GracePeriod { get; }

    /// <summary>Snapshots in the store; all they need stays.</summary>
    public int SnapshotCount { get; }

    /// <summary>Bytes that were given back.</summary>
    public long BytesReclaimed { get; }

    /// <summary>Packfiles that were deleted.</summary>
    public int PackfilesRemoved { get; }

    /// <summary>Bytes of the packfiles that were marked for deletion now.</summary>
    public long BytesMarked { get; }

    /// <summary>Packfiles that no snapshot needs any more and that were marked for deletion now.</summary>
    public int PackfilesMarked { get; }

    /// <summary>Those of them that a backup left behind which was broken off.</summary>
    public int OrphansMarked { get; }

    /// <summary>Packfiles whose mark was taken back, because a snapshot needs them.</summary>
    public int PackfilesUnmarked { get; }

    /// <summary>Bytes of the packfiles that wait for the end of the grace period.</summary>
    public long BytesWaiting { get; }

    /// <summary>Packfiles that wait for the end of the grace period, those marked now included.</summary>
    public int PackfilesWaiting { get; }

    /// <summary>When the first of those that wait can be deleted, UTC; null when none waits.</summary>
    public DateTimeOffset? NextRemoval { get; }

    /// <summary>Packfiles of no snapshot that are younger than the grace period: a backup may be writing them.</summary>
    public int YoungOrphans { get; }

    /// <summary>Names of packfiles of no snapshot that are damaged, so that their age is unknown; they stay.</summary>
    public IReadOnlyList<string> UnreadableOrphans { get; }

    /// <summary>Entries of the index that led nowhere and were dropped.</summary>
    public int LocationsDropped { get; }

    /// <summary>Time it took.</summary>
    public TimeSpan Duration { get; }

    /// <summary>Where the store is.</summary>
    public string Store { get; }

    /// <summary>What was given back and what waits.</summary>
    public override string ToString() => $"{BytesReclaimed} bytes reclaimed, {BytesWaiting} waiting";
}
