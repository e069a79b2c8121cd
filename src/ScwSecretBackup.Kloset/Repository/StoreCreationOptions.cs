using ScwSecretBackup.Kloset.Configuration;

namespace ScwSecretBackup.Kloset.Repository;

/// <summary>Choices fixed when a store is created; the defaults are those of plakar (FORMAT §2).</summary>
public sealed record StoreCreationOptions
{
    /// <summary>MAC algorithm of the store.</summary>
    public HashingAlgorithm Hashing { get; init; } = HashingAlgorithm.Blake3;

    /// <summary>Whether blobs are compressed with LZ4.</summary>
    public bool Compress { get; init; } = true;

    /// <summary>Argon2id memory in KiB; tests lower it, everybody else keeps the default of 256 MiB.</summary>
    public int KdfMemoryKiB { get; init; } = 262144;

    /// <summary>Argon2id passes.</summary>
    public int KdfIterations { get; init; } = 4;
}
