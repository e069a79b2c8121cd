using ScwSecretBackup.Kloset.Configuration;

namespace ScwSecretBackup.Kloset.Cryptography;

internal static class KeyDerivation
{
    public static Task<StoreKey> DeriveAsync(KdfParameters parameters, ReadOnlyMemory<byte> passphrase, CancellationToken cancellationToken) => throw new NotImplementedException();
}
