namespace ScwSecretBackup.Kloset.Configuration;

/// <summary>How the key of a store is derived from its passphrase (FORMAT §2.2, §3.2). The key always has 32 bytes.</summary>
/// <param name="Salt">Salt of the derivation.</param>
public abstract record KdfParameters(ReadOnlyMemory<byte> Salt)
{
    /// <summary>Bytes of salt in a new store.</summary>
    public const int DefaultSaltSize = 16;

    /// <summary>Bytes of the key: BLAKE3 takes no other (FORMAT §2.2).</summary>
    public const int KeyLength = 32;
}
