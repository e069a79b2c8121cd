namespace ScwSecretBackup.Kloset.Configuration;

/// <summary>How an encrypted store encrypts (FORMAT §2.2).</summary>
public sealed record EncryptionConfiguration
{
    /// <summary>Plaintext bytes of every frame but the last that plakar creates stores with.</summary>
    public const int DefaultChunkSize = 65536;

    /// <summary>How sub-keys are wrapped under the store's key.</summary>
    public SubKeyAlgorithm SubKeyAlgorithm { get; init; } = SubKeyAlgorithm.Aes256KeyWrap;

    /// <summary>Plaintext bytes of every encrypted frame but the last.</summary>
    public int ChunkSize { get; init; } = DefaultChunkSize;

    /// <summary>How the key comes from the passphrase.</summary>
    public required KdfParameters Kdf { get; init; }

    /// <summary>A small encrypted stream that tells a right key from a wrong one (FORMAT §3.6).</summary>
    public required ReadOnlyMemory<byte> Canary { get; init; }
}
