using ScwSecretBackup.Kloset.Cryptography;
using ScwSecretBackup.Kloset.Envelopes;
using ScwSecretBackup.Kloset.Hashing;

namespace ScwSecretBackup.Kloset.Configuration;

/// <summary>Reads and writes the CONFIG file: an envelope around a record that is neither compressed nor encrypted (FORMAT §2).</summary>
internal static class StoreConfigurationFile
{
    /// <summary>A CONFIG is a few hundred bytes; more is not read.</summary>
    public const int MaxLength = 64 * 1024;

    private const string FileName = "CONFIG";

    /// <param name="configuration">What the file says.</param>
    /// <param name="key">Null for a plaintext store.</param>
    public static byte[] Write(StoreConfiguration configuration, StoreKey? key) =>
        Envelope.Seal(ResourceType.Config, KlosetVersion.V1_0_0, StoreConfigurationWriter.Write(configuration), StoreMac.ForConfiguration(key));

    /// <summary>Parses without verifying the HMAC, whose key is not known yet; call <see cref="Verify"/> once it is.</summary>
    /// <exception cref="KlosetFormatException">The file is damaged.</exception>
    /// <exception cref="KlosetVersionException">The file asks for something that this module does not know.</exception>
    public static StoreConfiguration Parse(ReadOnlySpan<byte> file)
    {
        Envelope.CheckHeader(file, ResourceType.Config, FileName);
        return StoreConfigurationReader.Read(file[Envelope.HeaderSize..^Envelope.FooterSize]);
    }

    /// <summary>Verifies the HMAC.</summary>
    /// <param name="file">A file that <see cref="Parse"/> accepted.</param>
    /// <param name="key">Null for a plaintext store.</param>
    /// <exception cref="KlosetFormatException">The file was changed.</exception>
    public static void Verify(ReadOnlySpan<byte> file, StoreKey? key)
    {
        Envelope.CheckHeader(file, ResourceType.Config, FileName);
        Envelope.VerifyFooter(file, StoreMac.ForConfiguration(key), FileName);
    }
}
