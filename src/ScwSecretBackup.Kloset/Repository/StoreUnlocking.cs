using ScwSecretBackup.Kloset.Configuration;
using ScwSecretBackup.Kloset.Cryptography;
using ScwSecretBackup.Kloset.Storage;

namespace ScwSecretBackup.Kloset.Repository;

/// <summary>Reads CONFIG and finds out whether the passphrase is the right one (FORMAT §3.6, §10.1).</summary>
internal static class StoreUnlocking
{
    /// <summary>The verified configuration, and the key of an encrypted store.</summary>
    /// <exception cref="KlosetKeyException">The passphrase is wrong, or missing for an encrypted store.</exception>
    /// <exception cref="KlosetStorageException">There is no store at that place.</exception>
    public static async Task<(StoreConfiguration Configuration, StoreKey? Key)> UnlockAsync(IStorage storage, ReadOnlyMemory<byte>? passphrase, CancellationToken cancellationToken)
    {
        byte[] file = await ReadConfigurationAsync(storage, cancellationToken).ConfigureAwait(false);
        StoreConfiguration configuration = StoreConfigurationFile.Parse(file);
        if (configuration.Encryption is not { } encryption)
        {
            StoreConfigurationFile.Verify(file, null);
            return (configuration, null);
        }

        // A null array converts to empty memory, so both mean that there is none.
        if (passphrase is not { IsEmpty: false } secret)
        {
            throw new KlosetKeyException($"The store at '{storage.Location}' is encrypted. Give its passphrase.");
        }

        StoreKey key = await KeyDerivation.DeriveAsync(encryption.Kdf, secret, cancellationToken).ConfigureAwait(false);
        try
        {
            Canary.Verify(encryption, key);
            StoreConfigurationFile.Verify(file, key);
            return (configuration, key);
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }

    /// <summary>What CONFIG says, not verified.</summary>
    public static async Task<StoreConfiguration> PeekAsync(IStorage storage, CancellationToken cancellationToken) =>
        StoreConfigurationFile.Parse(await ReadConfigurationAsync(storage, cancellationToken).ConfigureAwait(false));

    private static async Task<byte[]> ReadConfigurationAsync(IStorage storage, CancellationToken cancellationToken)
    {
        try
        {
            return await storage.ReadAsync(StorageKey.Config, StoreConfigurationFile.MaxLength, cancellationToken).ConfigureAwait(false);
        }
        catch (KlosetStorageException exception) when (exception.Failure == StorageFailure.NotFound)
        {
            throw new KlosetStorageException($"There is no store at '{storage.Location}'. {exception.Message}", StorageFailure.NoStore, exception);
        }
    }
}
