using ScwSecretBackup.Engine.Backup;

namespace ScwSecretBackup;

/// <summary>What a backup did.</summary>
public sealed class ScwBackupResult
{
    internal ScwBackupResult(BackupResult result, string store)
    {
        SnapshotId = result.SnapshotId;
        Timestamp = result.Timestamp;
        Duration = result.Duration;
        ProjectId = result.ProjectId;
        Region = result.Region;
        SecretCount = result.SecretCount;
        VersionCount = result.VersionCount;
        ValuesRead = result.ValuesRead;
        ValuesReused = result.ValuesReused;
        CarriedForward = result.CarriedForward;
        Skipped = result.Skipped.Select(version => new ScwSkippedVersion(version)).ToArray();
        BytesAdded = result.BytesAdded;
        Status = result.Status;
        Store = store;
    }

    /// <summary>Id of the snapshot, 64 hex digits.</summary>
    public string SnapshotId { get; }

    /// <summary>Start, UTC.</summary>
    public DateTimeOffset Timestamp { get; }

    /// <summary>Time it took.</summary>
    public TimeSpan Duration { get; }

    /// <summary>Project.</summary>
    public string ProjectId { get; }

    /// <summary>Region.</summary>
    public string Region { get; }

    /// <summary>Region and project, as the snapshot names its origin.</summary>
    public string Origin => $"{Region}/{ProjectId}";

    /// <summary>Secrets in the snapshot.</summary>
    public int SecretCount { get; }

    /// <summary>Versions in the snapshot.</summary>
    public int VersionCount { get; }

    /// <summary>Values read from the API.</summary>
    public int ValuesRead { get; }

    /// <summary>Values that an earlier snapshot held already.</summary>
    public int ValuesReused { get; }

    /// <summary>Values that can't be read now and came from an earlier snapshot.</summary>
    public int CarriedForward { get; }

    /// <summary>Versions whose value is not in the snapshot, each with its reason.</summary>
    public IReadOnlyList<ScwSkippedVersion> Skipped { get; }

    /// <summary>Bytes added to the store.</summary>
    public long BytesAdded { get; }

    /// <summary>Where the store is.</summary>
    public string Store { get; }

    /// <summary>Complete, or Partial because a value that should be readable was not.</summary>
    public BackupStatus Status { get; }

    /// <summary>For <c>exit</c> in a job: 0 when complete, 1 when partial.</summary>
    public int ExitCode => Status == BackupStatus.Complete ? 0 : 1;

    /// <summary>Status and snapshot id.</summary>
    public override string ToString() => $"{Status} {SnapshotId}";
}
