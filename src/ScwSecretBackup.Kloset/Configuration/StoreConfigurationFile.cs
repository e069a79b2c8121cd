using ScwSecretBackup.Kloset.Cryptography;

namespace ScwSecretBackup.Kloset.Configuration;

/// <summary>Reads and writes the CONFIG file (FORMAT §2).</summary>
internal static class StoreConfigurationFile
{
    /// <summary>A CONFIG is a few hundred bytes; more is not read.</summary>
    public const int MaxLength = 64 * 1024;

    public static byte[] Write(StoreConfiguration configuration, StoreKey? key) => throw new NotImplementedException();

    /// <summary>Parses without verifying the HMAC, whose key is not known yet; call <see cref="Verify"/> once it is.</summary>
    public static StoreConfiguration Parse(ReadOnlySpan<byte> file) => throw new NotImplementedException();

    public static void Verify(ReadOnlySpan<byte> file, StoreKey? key) => throw new NotImplementedException();
}
