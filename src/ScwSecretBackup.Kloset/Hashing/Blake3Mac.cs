using Blake3;
using ScwSecretBackup.Kloset.Cryptography;

namespace ScwSecretBackup.Kloset.Hashing;

/// <summary>
/// BLAKE3 with 256 bits of output, keyed or plain. Uses the key where it is, so it works as long as the key is not disposed: a hasher
/// copies it into buffers of its own, lives for one computation, and clears them when disposed.
/// </summary>
/// <param name="key">Null for plain BLAKE3.</param>
internal sealed class Blake3Mac(StoreKey? key) : IStoreMac
{
    public Mac Compute(ReadOnlySpan<byte> data)
    {
        using Hasher hasher = NewHasher();
        return Finish(hasher, data);
    }

    public IncrementalMac Begin() => new Incremental(NewHasher());

    private static Mac Finish(Hasher hasher, ReadOnlySpan<byte> rest)
    {
        hasher.Update(rest);
        Span<byte> output = stackalloc byte[Mac.Size];
        hasher.Finalize(output);
        return new Mac(output);
    }

    private Hasher NewHasher() => key is null ? Hasher.New() : Hasher.NewKeyed(key.Bytes);

    private sealed class Incremental(Hasher hasher) : IncrementalMac
    {
        public override void Append(ReadOnlySpan<byte> data) => hasher.Update(data);

        public override Mac Finish() => Blake3Mac.Finish(hasher, []);

        public override void Dispose() => hasher.Dispose();
    }
}
