using ScwSecretBackup.Kloset.Configuration;

namespace ScwSecretBackup.Kloset.Compression;

/// <summary>Chooses the compressor of a store.</summary>
internal static class Compressor
{
    public static ICompressor? Create(CompressionAlgorithm? algorithm) => algorithm switch
    {
        null => null,
        CompressionAlgorithm.Lz4 => new Lz4FrameCompressor(),
        CompressionAlgorithm.Gzip => new GzipCompressor(),
        CompressionAlgorithm.Zstd => new ZstdCompressor(),
        _ => throw new ArgumentOutOfRangeException(nameof(algorithm), algorithm, "Unknown compression algorithm."),
    };
}
