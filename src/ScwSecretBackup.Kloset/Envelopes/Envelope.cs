using ScwSecretBackup.Kloset.Hashing;

namespace ScwSecretBackup.Kloset.Envelopes;

internal static class Envelope
{
    public const int HeaderSize = 16;
    public const int FooterSize = Mac.Size;

    public static byte[] Seal(ResourceType type, KlosetVersion version, ReadOnlySpan<byte> payload, IStoreMac mac) => throw new NotImplementedException();

    public static ReadOnlyMemory<byte> Open(ReadOnlyMemory<byte> file, ResourceType expected, IStoreMac mac, string name, out KlosetVersion version) => throw new NotImplementedException();
}
