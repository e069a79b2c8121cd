using ScwSecretBackup.Engine.Selection;

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

    /// <summary>The selection that the snapshot was made with.</summary>
    public SecretSelection Selection { get; init; } = SecretSelection.Everything;

    /// <summary>What the selection names and the source does not have.</summary>
    public IReadOnlyList<SelectionMiss> Misses { get; init; } = [];

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

    /// <summary>What is in the snapshot and needs a second look before it is restored.</summary>
    public IReadOnlyList<FlaggedItem> Flagged { get; init; } = [];

    /// <summary>Versions that were enabled to be read and could not be disabled again, by folder, name and revision.</summary>
    public IReadOnlyDictionary<string, EngineException> LeftEnabled { get; init; } = new Dictionary<string, EngineException>();

    /// <summary>Oddities that kept nothing out of the snapshot, such as a recorded checksum that does not fit its value.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Bytes added to the store.</summary>
    public long BytesAdded { get; init; }

    /// <summary>Complete, or partial because a value that should be readable was not.</summary>
    public BackupStatus Status { get; init; }
}
