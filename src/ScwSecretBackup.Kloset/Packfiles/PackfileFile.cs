using ScwSecretBackup.Kloset.Cryptography;
using ScwSecretBackup.Kloset.Envelopes;

namespace ScwSecretBackup.Kloset.Packfiles;

internal static class PackfileFile
{
    /// <summary>Where the blob area begins in the file; offsets of blobs count from here.</summary>
    public const int BlobAreaOffset = Envelope.HeaderSize;

    public static PackfileContents Parse(ReadOnlyMemory<byte> file, Mac? expectedName, StoreCodec codec) => throw new NotImplementedException();
}
