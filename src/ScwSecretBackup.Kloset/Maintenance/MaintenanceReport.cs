namespace ScwSecretBackup.Kloset.Maintenance;

/// <summary>What maintenance did, or would do.</summary>
public sealed record MaintenanceReport
{
    /// <summary>Whether it was only planned.</summary>
    public bool IsPlan { get; init; }

    /// <summary>How long a packfile stays after it was marked.</summary>
    public TimeSpan GracePeriod { get; init; }

    /// <summary>Snapshots whose references were followed.</summary>
    public int SnapshotCount { get; init; }

    /// <summary>Packfiles that no snapshot uses and that were marked for deletion now.</summary>
    public int PackfilesMarked { get; init; }

    /// <summary>Bytes of the packfiles that were marked now.</summary>
    public long BytesMarked { get; init; }

    /// <summary>Those among <see cref="PackfilesMarked"/> that no state introduced: left by a writer that was broken off.</summary>
    public int OrphansMarked { get; init; }

    /// <summary>Packfiles whose mark was taken back because a snapshot uses them after all.</summary>
    public int PackfilesUnmarked { get; init; }

    /// <summary>Packfiles that were deleted.</summary>
    public int PackfilesRemoved { get; init; }

    /// <summary>Bytes of the packfiles that were deleted.</summary>
    public long BytesReclaimed { get; init; }

    /// <summary>Packfiles that wait for the end of the grace period, those marked now included.</summary>
    public int PackfilesWaiting { get; init; }

    /// <summary>Bytes of the packfiles that wait.</summary>
    public long BytesWaiting { get; init; }

    /// <summary>When the first of those that wait may be deleted, UTC; null when none waits.</summary>
    public DateTimeOffset? NextRemoval { get; init; }

    /// <summary>Packfiles that no state introduced and that are too young to be marked: a writer may be at work.</summary>
    public int YoungOrphans { get; init; }

    /// <summary>Packfiles that no state introduced and that are damaged, so that nobody knows how old they are. They stay.</summary>
    public IReadOnlyList<Mac> UnreadableOrphans { get; init; } = [];

    /// <summary>Locations of blobs in packfiles that don't exist, which were dropped.</summary>
    public int LocationsDropped { get; init; }
}
