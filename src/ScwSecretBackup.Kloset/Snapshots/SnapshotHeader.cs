namespace ScwSecretBackup.Kloset.Snapshots;

/// <summary>What a snapshot says of itself (FORMAT §9.1).</summary>
public sealed record SnapshotHeader
{
    /// <summary>Identifier, also the key of the SNAPSHOT blob.</summary>
    public required Mac Id { get; init; }

    /// <summary>Start of the backup, UTC.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>How long the backup took.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>What the writer says of the snapshot: names, SLA attributes, tags, context and importer.</summary>
    public required SnapshotDescription Description { get; init; }

    /// <summary>Whether the snapshot is signed (identity is not zero); the signature is verified when the snapshot is opened.</summary>
    public bool IsSigned { get; init; }

    /// <summary>Regular files in the snapshot, from the root summary.</summary>
    public long FileCount { get; init; }

    /// <summary>Bytes of all regular files, from the root summary.</summary>
    public long TotalSize { get; init; }

    /// <summary>Errors recorded during the backup, from the root summary.</summary>
    public long ErrorCount { get; init; }
}
