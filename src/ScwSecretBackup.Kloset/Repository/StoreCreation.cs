using System.Security.Cryptography;
using ScwSecretBackup.Kloset.Configuration;
using ScwSecretBackup.Kloset.Cryptography;
using ScwSecretBackup.Kloset.Msgpack;

namespace ScwSecretBackup.Kloset.Repository;

/// <summary>Makes the configuration of a new store.</summary>
internal static class StoreCreation
{
    /// <summary>The configuration, and the key of an encrypted store.</summary>
    /// <exception cref="KlosetKeyException">The passphrase is empty.</exception>
    public static async Task<(StoreConfiguration Configuration, StoreKey? Key)> PrepareAsync(
        ReadOnlyMemory<byte>? passphrase, StoreCreationOptions options, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        StoreConfiguration plaintext = new()
        {
            Timestamp = KlosetTime.FromDateTimeOffset(timeProvider.GetUtcNow()),
            RepositoryId = Guid.NewGuid(),
            Hashing = options.Hashing,
            Compression = options.Compress ? CompressionAlgorithm.Lz4 : null,
        };
        if (passphrase is not { } secret)
        {
            return (plaintext, null);
        }

        if (secret.IsEmpty)
        {
            throw new KlosetKeyException("The passphrase of an encrypted store can't be empty.");
        }

        Argon2idParameters kdf = new(
            RandomNumberGenerator.GetBytes(KdfParameters.DefaultSaltSize), checked((uint)options.KdfIterations), checked((uint)options.KdfMemoryKiB));
        StoreKey key = await KeyDerivation.DeriveAsync(kdf, secret, cancellationToken).ConfigureAwait(false);
        return (plaintext with { Encryption = new EncryptionConfiguration { Kdf = kdf, Canary = Canary.Create(key) } }, key);
    }
}
