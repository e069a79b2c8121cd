using System.Buffers;

namespace ScwSecretBackup.Scaleway.SecretManager;

/// <summary>The payload of one version, in pinned memory that is zeroed when disposed (SECRET-MANAGER §3.3).</summary>
public sealed class SecretValue : IDisposable
{
    private readonly IMemoryOwner<byte> _data;

    /// <summary>Takes over <paramref name="data"/>.</summary>
    public SecretValue(IMemoryOwner<byte> data, uint? dataCrc32)
    {
        _data = data;
        DataCrc32 = dataCrc32;
    }

    /// <summary>The bytes exactly as stored.</summary>
    public ReadOnlyMemory<byte> Data => _data.Memory;

    /// <summary>The checksum that the writer of the version gave, if any; its polynomial is undocumented (SECRET-MANAGER §5.3).</summary>
    public uint? DataCrc32 { get; }

    /// <summary>Length only; never the value.</summary>
    public override string ToString() => nameof(SecretValue);

    /// <inheritdoc />
    public void Dispose() => _data.Dispose();
}
