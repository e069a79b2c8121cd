using ScwSecretBackup.Kloset.Configuration;

namespace ScwSecretBackup.Kloset.Cryptography;

/// <summary>The encrypted random bytes in CONFIG that tell a right key from a wrong one (FORMAT §3.6).</summary>
internal static class Canary
{
    public static byte[] Create(StoreKey key) => throw new NotImplementedException();

    /// <exception cref="KlosetKeyException">The key is wrong.</exception>
    public static void Verify(EncryptionConfiguration encryption, StoreKey key) => throw new NotImplementedException();
}
