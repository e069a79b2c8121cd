using CsCheck;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Parameters;
using ScwSecretBackup.Kloset.Cryptography;
using ScwSecretBackup.Kloset.Hashing;
using Xunit;
using KdfParameters = ScwSecretBackup.Kloset.Configuration.KdfParameters;

namespace ScwSecretBackup.Kloset.Tests.Hashing;

/// <summary>BLAKE3 as BouncyCastle computes it: another author's code, and without vector instructions.</summary>
public sealed class Blake3OracleTests
{
    private const int MaxLength = 200 * 1024;

    // Where the shape of the tree, or the width of the vectors in use, changes: blocks, chunks, and groups of 4, 8 and 16 chunks.
    private static readonly int[] Edges = [0, 1, 63, 64, 65, 1023, 1024, 1025, 2048, 4096, 4097, 8192, 8193, 16384, 16385, 32768, 65537, 131073, MaxLength];

    private static readonly Gen<int> Length = Gen.Frequency((3, Gen.Int[0, 5000]), (2, Gen.Int[0, MaxLength]), (1, Gen.Int[0, Edges.Length - 1].Select(index => Edges[index])));

    private static readonly Gen<byte[]> Key = Gen.Byte.Array[KdfParameters.KeyLength];

    [Fact]
    public void Whole_inputs_give_the_oracles_answer() =>
        Gen.Select(Length, Key, Gen.Bool, Gen.Int).Sample(
            (length, key, keyed, seed) =>
            {
                byte[] input = Content(length, seed);
                using StoreKey? storeKey = keyed ? new StoreKey(key) : null;

                return new Blake3Mac(storeKey).Compute(input) == Oracle(input, keyed ? key : null);
            },
            iter: 150);

    [Fact]
    public void Inputs_in_pieces_give_the_oracles_answer() =>
        Gen.Select(Length, Key, Gen.Bool, Gen.Int, Gen.Int[1, 40_000].Array[0, 20]).Sample(
            (length, key, keyed, seed, pieces) =>
            {
                byte[] input = Content(length, seed);
                using StoreKey? storeKey = keyed ? new StoreKey(key) : null;
                using IncrementalMac incremental = new Blake3Mac(storeKey).Begin();
                ReadOnlySpan<byte> rest = input;
                foreach (int piece in pieces)
                {
                    int taken = Math.Min(piece, rest.Length);
                    incremental.Append(rest[..taken]);
                    rest = rest[taken..];
                }

                incremental.Append(rest);
                return incremental.Finish() == Oracle(input, keyed ? key : null);
            },
            iter: 150);

    [Fact]
    public void Every_edge_gives_the_oracles_answer()
    {
        byte[] key = Content(KdfParameters.KeyLength, seed: 1);
        using StoreKey storeKey = new(key);

        Assert.All(Edges, length =>
        {
            byte[] input = Content(length, seed: length);
            Assert.Equal(Oracle(input, key: null), new Blake3Mac(key: null).Compute(input));
            Assert.Equal(Oracle(input, key), new Blake3Mac(storeKey).Compute(input));
        });
    }

    private static byte[] Content(int length, int seed)
    {
        byte[] content = new byte[length];
        new Random(seed).NextBytes(content);
        return content;
    }

    private static Mac Oracle(byte[] input, byte[]? key)
    {
        Blake3Digest digest = new();
        digest.Init(key is null ? null : Blake3Parameters.Key(key));
        digest.BlockUpdate(input);
        Span<byte> output = stackalloc byte[Mac.Size];
        digest.DoFinal(output);
        return new Mac(output);
    }
}
