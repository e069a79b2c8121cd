namespace ScwSecretBackup;

/// <summary>A snapshot that was removed. Its space comes back with <c>Optimize-ScwStore</c>, after the grace period.</summary>
public sealed class ScwRemoveResult
{
    internal ScwRemoveResult(string snapshotId, ScwSnapshot? snapshot, DateTimeOffset removedAt, string store)
    {
        SnapshotId = snapshotId;
        Timestamp = snapshot?.Timestamp;
        Name = snapshot?.Name ?? "";
        Origin = snapshot?.Origin ?? "";
        RemovedAt = removedAt;
        Store = store;
    }

    /// <summary>Id of the snapshot, 64 hex digits.</summary>
    public string SnapshotId { get; }

    /// <summary>Start of its backup, UTC; null when the snapshot was so damaged that its header could not be read.</summary>
    public DateTimeOffset? Timestamp { get; }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>What it was a backup of.</summary>
    public string Origin { get; }

    /// <summary>When it was removed, UTC.</summary>
    public DateTimeOffset RemovedAt { get; }

    /// <summary>Where the store is.</summary>
    public string Store { get; }

    /// <summary>What was done, and the snapshot's id.</summary>
    public override string ToString() => $"Removed {SnapshotId}";
}
