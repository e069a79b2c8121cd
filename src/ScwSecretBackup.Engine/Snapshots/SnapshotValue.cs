using System.Buffers;

namespace ScwSecretBackup.Engine.Snapshots;

/// <summary>A value out of a snapshot, in pinned memory that is zeroed when disposed.</summary>
public sealed class SnapshotValue : IDisposable
{
    private readonly IMemoryOwner<byte> _data;

    internal SnapshotValue(IMemoryOwner<byte> data, SnapshotSecret secret, SnapshotVersion version)
    {
        _data = data;
        Secret = secret;
        Version = version;
    }

    /// <summary>The bytes exactly as they were captured.</summary>
    public ReadOnlyMemory<byte> Data => _data.Memory;

    /// <summary>The secret.</summary>
    public SnapshotSecret Secret { get; }

    /// <summary>The version.</summary>
    public SnapshotVersion Version { get; }

    /// <summary>Never the value.</summary>
    public override string ToString() => nameof(SnapshotValue);

    /// <inheritdoc />
    public void Dispose() => _data.Dispose();
}
