using ScwSecretBackup.Kloset.Snapshots;
using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Engine.Snapshots;

/// <summary>A version inside a snapshot.</summary>
public sealed record SnapshotVersion
{
    /// <summary>The metadata as it was captured.</summary>
    public required SecretVersion Metadata { get; init; }

    /// <summary>How it was captured.</summary>
    public required CaptureState Capture { get; init; }

    /// <summary>Why the value is not there, or empty.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Bytes of the value, or null when it is not there.</summary>
    public long? Size { get; init; }

    /// <summary>The checksum that the version's writer gave, if any.</summary>
    public uint? DataCrc32 { get; init; }

    /// <summary>The file that holds the value, or null.</summary>
    public SnapshotEntry? ValueEntry { get; init; }
}
