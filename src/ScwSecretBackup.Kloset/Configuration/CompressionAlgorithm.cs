namespace ScwSecretBackup.Kloset.Configuration;

/// <summary>How every encoded item of a store is compressed (FORMAT §4). New stores use LZ4; the others are continued, never created.</summary>
public enum CompressionAlgorithm
{
    /// <summary>LZ4 frames.</summary>
    Lz4,

    /// <summary>One gzip member.</summary>
    Gzip,

    /// <summary>One Zstandard frame.</summary>
    Zstd,
}
