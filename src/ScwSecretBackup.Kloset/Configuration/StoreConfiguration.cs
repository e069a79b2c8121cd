using ScwSecretBackup.Kloset.Msgpack;

namespace ScwSecretBackup.Kloset.Configuration;

/// <summary>What the CONFIG file of a store says: fixed when the store is created (FORMAT §2).</summary>
public sealed record StoreConfiguration
{
    /// <summary>Size of a packfile's blob area at which plakar 1.1 begins the next one: 64 MiB.</summary>
    public const ulong DefaultMaxPackfileSize = 64 * 1024 * 1024;

    /// <summary>When the store was created.</summary>
    public required KlosetTime Timestamp { get; init; }

    /// <summary>Identifier of the store.</summary>
    public required Guid RepositoryId { get; init; }

    /// <summary>Size of a packfile's blob area, in bytes, at which the next one begins.</summary>
    public ulong MaxPackfileSize { get; init; } = DefaultMaxPackfileSize;

    /// <summary>How content is cut into chunks.</summary>
    public ChunkingConfiguration Chunking { get; init; } = ChunkingConfiguration.Default;

    /// <summary>Algorithm of the store MAC.</summary>
    public HashingAlgorithm Hashing { get; init; } = HashingAlgorithm.Blake3;

    /// <summary>How items are compressed; null when they are not.</summary>
    public CompressionAlgorithm? Compression { get; init; } = CompressionAlgorithm.Lz4;

    /// <summary>How items are encrypted; null in a plaintext store.</summary>
    public EncryptionConfiguration? Encryption { get; init; }
}
