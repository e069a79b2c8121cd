using System.Security.Cryptography;
using ScwSecretBackup.Kloset.Configuration;
using ScwSecretBackup.Kloset.Cryptography;

namespace ScwSecretBackup.Kloset.Hashing;

/// <summary>Chooses the MACs of a store.</summary>
internal static class StoreMac
{
    private const int RepositoryIdSize = 16;

    /// <summary>The MAC of everything but CONFIG (FORMAT §6.1).</summary>
    /// <param name="configuration">Names the algorithm, and the identifier that keys a plaintext store.</param>
    /// <param name="key">Null for a plaintext store.</param>
    public static IStoreMac Create(StoreConfiguration configuration, StoreKey? key)
    {
        StoreKey macKey = key ?? PlaintextStoreKey(configuration);
        return configuration.Hashing == HashingAlgorithm.Sha256 ? new HmacSha256Mac(macKey) : new Blake3Mac(macKey);
    }

    /// <summary>The HMAC of CONFIG: always BLAKE3, without a key in a plaintext store (FORMAT §1.1).</summary>
    public static IStoreMac ForConfiguration(StoreKey? key) => new Blake3Mac(key);

    /// <summary>A plaintext store has a public key: the hash of its identifier.</summary>
    private static StoreKey PlaintextStoreKey(StoreConfiguration configuration)
    {
        Span<byte> identifier = stackalloc byte[RepositoryIdSize];
        configuration.RepositoryId.TryWriteBytes(identifier, bigEndian: true, out _);
        return new StoreKey(configuration.Hashing == HashingAlgorithm.Sha256
            ? SHA256.HashData(identifier)
            : new Blake3Mac(key: null).Compute(identifier).ToArray());
    }
}
