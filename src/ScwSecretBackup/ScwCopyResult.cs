using ScwSecretBackup.Kloset.Copying;
using ScwSecretBackup.Kloset.Snapshots;

namespace ScwSecretBackup;

/// <summary>What became of a snapshot that was to be copied to another store.</summary>
public sealed class ScwCopyResult
{
    internal ScwCopyResult(SnapshotCopy copy, TimeSpan duration, string store, string targetStore)
        : this(copy.Snapshot, copy.Outcome, store, targetStore)
    {
        BytesWritten = copy.BytesWritten;
        LostSignature = copy.LostSignature;
        Duration = duration;
    }

    internal ScwCopyResult(SnapshotHeader snapshot, CopyOutcome outcome, string store, string targetStore)
    {
        SnapshotId = snapshot.Id.ToString();
        Timestamp = snapshot.Timestamp;
        Name = snapshot.Description.Name;
        Origin = snapshot.Description.ImporterOrigin;
        Status = outcome;
        Store = store;
        TargetStore = targetStore;
    }

    /// <summary>Id of the snapshot, 64 hex digits; the same in both stores.</summary>
    public string SnapshotId { get; }

    /// <summary>Start of its backup, UTC.</summary>
    public DateTimeOffset Timestamp { get; }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>What it is a backup of.</summary>
    public string Origin { get; }

    /// <summary>Copied, AlreadyThere, or RemovedFromTarget when it was removed there and is not to come back.</summary>
    public CopyOutcome Status { get; }

    /// <summary>Bytes sent to the target.</summary>
    public long BytesWritten { get; }

    /// <summary>Whether the snapshot is signed and its copy is not: a signature holds in one store only.</summary>
    public bool LostSignature { get; }

    /// <summary>Time it took.</summary>
    public TimeSpan Duration { get; }

    /// <summary>Where it was copied from.</summary>
    public string Store { get; }

    /// <summary>Where it was copied to.</summary>
    public string TargetStore { get; }

    /// <summary>Status and snapshot id.</summary>
    public override string ToString() => $"{Status} {SnapshotId}";
}
