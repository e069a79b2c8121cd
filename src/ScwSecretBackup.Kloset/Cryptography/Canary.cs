using System.Security.Cryptography;
using ScwSecretBackup.Kloset.Configuration;

namespace ScwSecretBackup.Kloset.Cryptography;

/// <summary>The encrypted random bytes in CONFIG that tell a right key from a wrong one (FORMAT §3.6).</summary>
internal static class Canary
{
    private const int PlaintextSize = 32;
    private const int MaxPlaintextSize = 64 * 1024;

    /// <summary>A canary for a new store with the default sub-key algorithm and chunk size.</summary>
    public static byte[] Create(StoreKey key) =>
        new EncryptedStream(SubKeyAlgorithm.Aes256KeyWrap, EncryptionConfiguration.DefaultChunkSize, key)
            .Encrypt(RandomNumberGenerator.GetBytes(PlaintextSize));

    /// <exception cref="KlosetKeyException">The key is not the one that the canary was made with.</exception>
    public static void Verify(EncryptionConfiguration encryption, StoreKey key)
    {
        try
        {
            new EncryptedStream(encryption.SubKeyAlgorithm, encryption.ChunkSize, key)
                .Decrypt(encryption.Canary.Span, MaxPlaintextSize, "canary in the file 'CONFIG'")
                .Dispose();
        }
        catch (KlosetFormatException exception)
        {
            throw new KlosetKeyException("The passphrase does not open this store. Check it for typing errors and other keyboard layouts.", exception);
        }
    }
}
