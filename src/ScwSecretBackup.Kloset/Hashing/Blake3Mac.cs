using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Parameters;

namespace ScwSecretBackup.Kloset.Hashing;

/// <summary>BLAKE3 with 256 bits of output, keyed or plain.</summary>
internal sealed class Blake3Mac : IStoreMac
{
    // Holds the key and is only ever copied, so that one instance serves all threads.
    private readonly Blake3Digest _initial = new();

    public Blake3Mac(ReadOnlySpan<byte> key)
    {
        byte[] keyBytes = GC.AllocateUninitializedArray<byte>(key.Length, pinned: true);
        key.CopyTo(keyBytes);
        Blake3Parameters parameters = Blake3Parameters.Key(keyBytes);
        _initial.Init(parameters);
        parameters.ClearKey();
        CryptographicOperations.ZeroMemory(keyBytes);
    }

    private Blake3Mac() => _initial.Init(null);

    public static Blake3Mac Unkeyed() => new();

    public Mac Compute(ReadOnlySpan<byte> data) => Finish(Append(new Blake3Digest(_initial), data));

    public IncrementalMac Begin() => new Incremental(new Blake3Digest(_initial));

    private static Blake3Digest Append(Blake3Digest digest, ReadOnlySpan<byte> data)
    {
        digest.BlockUpdate(data);
        return digest;
    }

    private static Mac Finish(Blake3Digest digest)
    {
        Span<byte> output = stackalloc byte[Mac.Size];
        digest.DoFinal(output);
        return new Mac(output);
    }

    private sealed class Incremental(Blake3Digest digest) : IncrementalMac
    {
        public override void Append(ReadOnlySpan<byte> data) => Blake3Mac.Append(digest, data);

        public override Mac Finish() => Blake3Mac.Finish(digest);
    }
}
