namespace ScwSecretBackup.Engine.Backup;

/// <summary>What a backup did.</summary>
public sealed record BackupResult
{
    /// <summary>Id of the snapshot, 64 hex digits.</summary>
    public required string SnapshotId { get; init; }

    /// <summary>Start, UTC.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>Time it took.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Project.</summary>
    public required string ProjectId { get; init; }

    /// <summary>Region.</summary>
    public required string Region { get; init; }

    /// <summary>Secrets in the snapshot.</summary>
    public int SecretCount { get; init; }

    /// <summary>Versions in the snapshot.</summary>
    public int VersionCount { get; init; }

    /// <summary>Values read from the API.</summary>
    public int ValuesRead { get; init; }

    /// <summary>Values reused from an earlier snapshot.</summary>
    public int ValuesReused { get; init; }

    /// <summary>Values carried forward.</summary>
    public int CarriedForward { get; init; }

    /// <summary>Versions whose value is not in the snapshot, each with its reason. Errors are among them.</summary>
    public IReadOnlyList<SkippedVersion> Skipped { get; init; } = [];

    /// <summary>Oddities that kept nothing out of the snapshot, such as a recorded checksum that does not fit its value.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Bytes added to the store.</summary>
    public long BytesAdded { get; init; }

    /// <summary>Complete, or partial because a value that should be readable was not.</summary>
    public BackupStatus Status { get; init; }
}
