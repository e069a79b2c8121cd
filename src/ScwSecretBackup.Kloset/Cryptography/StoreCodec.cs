using System.Buffers;
using ScwSecretBackup.Kloset.Configuration;
using ScwSecretBackup.Kloset.Hashing;

namespace ScwSecretBackup.Kloset.Cryptography;

internal sealed class StoreCodec
{
    public StoreCodec(StoreConfiguration configuration, StoreKey? key) => throw new NotImplementedException();

    public IStoreMac Mac => throw new NotImplementedException();

    public byte[] Encode(ReadOnlySpan<byte> plaintext) => throw new NotImplementedException();

    public IMemoryOwner<byte> Decode(ReadOnlySpan<byte> encoded, int maxLength, string what) => throw new NotImplementedException();
}
