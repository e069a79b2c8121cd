using System.Security.Cryptography;
using ScwSecretBackup.Kloset.Cryptography;

namespace ScwSecretBackup.Kloset.Hashing;

/// <summary>HMAC-SHA-256. Uses the key where it is, without a copy, so it works as long as the key is not disposed.</summary>
internal sealed class HmacSha256Mac(StoreKey key) : IStoreMac
{
    public Mac Compute(ReadOnlySpan<byte> data)
    {
        Span<byte> output = stackalloc byte[Mac.Size];
        HMACSHA256.HashData(key.Bytes, data, output);
        return new Mac(output);
    }

    public IncrementalMac Begin() => new Incremental(IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key.Bytes));

    private sealed class Incremental(IncrementalHash hash) : IncrementalMac
    {
        public override void Append(ReadOnlySpan<byte> data) => hash.AppendData(data);

        public override Mac Finish()
        {
            Span<byte> output = stackalloc byte[Mac.Size];
            hash.GetHashAndReset(output);
            return new Mac(output);
        }

        public override void Dispose() => hash.Dispose();
    }
}
