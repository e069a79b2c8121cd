namespace ScwSecretBackup.Kloset.Snapshots;

/// <summary>One file, directory or other node of a snapshot (FORMAT §9.4, §9.5).</summary>
public sealed record SnapshotEntry
{
    /// <summary>Absolute path. Names that are not valid UTF-8 show replacement characters here; <see cref="RawPath"/> is exact.</summary>
    public required string Path { get; init; }

    /// <summary>The path's bytes as stored.</summary>
    public required ReadOnlyMemory<byte> RawPath { get; init; }

    /// <summary>Last segment of the path; "/" for the root.</summary>
    public required string Name { get; init; }

    /// <summary>Go file mode (FORMAT §9.5).</summary>
    public required uint Mode { get; init; }

    /// <summary>Size in bytes.</summary>
    public long Size { get; init; }

    /// <summary>Modification time, UTC.</summary>
    public DateTimeOffset ModifiedAt { get; init; }

    /// <summary>Content of a regular file; null for everything else.</summary>
    public StoredObject? Content { get; init; }

    /// <summary>Target of a symbolic link.</summary>
    public string SymlinkTarget { get; init; } = "";

    /// <summary>Whether the node is a directory.</summary>
    public bool IsDirectory => (Mode & 0x8000_0000) != 0;

    /// <summary>Whether the node is a regular file.</summary>
    public bool IsRegularFile => (Mode & 0x8F28_0000) == 0;
}
