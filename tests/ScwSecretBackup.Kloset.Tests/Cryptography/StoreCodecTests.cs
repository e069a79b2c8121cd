using System.Buffers;
using CsCheck;
using ScwSecretBackup.Kloset.Configuration;
using ScwSecretBackup.Kloset.Cryptography;
using ScwSecretBackup.Kloset.Tests.Vectors;
using Xunit;

namespace ScwSecretBackup.Kloset.Tests.Cryptography;

public sealed class StoreCodecTests
{
    private static readonly CompressionAlgorithm?[] Compressions = [null, CompressionAlgorithm.Lz4, CompressionAlgorithm.Gzip, CompressionAlgorithm.Zstd];

    public static MatrixTheoryData<bool, CompressionAlgorithm?> Combinations => new([false, true], Compressions);

    [Theory]
    [MemberData(nameof(Combinations))]
    public void Any_plaintext_survives(bool encrypted, CompressionAlgorithm? compression)
    {
        StoreCodec codec = KnownStore.Codec(encrypted, compression);
        Gen.OneOf(Gen.Byte.Array[0, 1000], Gen.Byte[0, 2].Array[0, 3000]).Sample(
            plaintext =>
            {
                using IMemoryOwner<byte> decoded = codec.Decode(codec.Encode(plaintext), plaintext.Length, "blob");
                return decoded.Memory.Span.SequenceEqual(plaintext);
            },
            iter: 60);
    }

    [Theory]
    [MemberData(nameof(Combinations))]
    public void Large_plaintext_survives(bool encrypted, CompressionAlgorithm? compression)
    {
        StoreCodec codec = KnownStore.Codec(encrypted, compression);
        byte[] plaintext = new byte[300_000];
        new Random(1).NextBytes(plaintext.AsSpan(0, 150_000));

        using IMemoryOwner<byte> decoded = codec.Decode(codec.Encode(plaintext), plaintext.Length, "blob");

        Assert.True(decoded.Memory.Span.SequenceEqual(plaintext));
    }

    [Theory]
    [MemberData(nameof(Combinations))]
    public void Plaintext_beyond_the_limit_is_refused(bool encrypted, CompressionAlgorithm? compression)
    {
        StoreCodec codec = KnownStore.Codec(encrypted, compression);
        byte[] encoded = codec.Encode(new byte[200_000]);

        KlosetFormatException exception = Assert.Throws<KlosetFormatException>(() => codec.Decode(encoded, 199_999, "blob 4711"));

        Assert.Contains("blob 4711", exception.Message, StringComparison.Ordinal);
        codec.Decode(encoded, 200_000, "blob 4711").Dispose();
    }

    [Theory]
    [MemberData(nameof(Combinations))]
    public void Truncated_bytes_never_decode_to_other_plaintext_in_silence(bool encrypted, CompressionAlgorithm? compression)
    {
        StoreCodec codec = KnownStore.Codec(encrypted, compression);
        byte[] encoded = codec.Encode("the quick brown fox jumps over the lazy dog"u8);
        for (int length = 0; length < encoded.Length; length++)
        {
            // Without compression the format can't tell a shorter plaintext from a cut at a frame boundary; MACs do.
            bool undetectable = compression is null && (!encrypted || length == 40);
            bool emptyZstd = compression is CompressionAlgorithm.Zstd && ((!encrypted && length == 0) || (encrypted && length == 40));
            if (!undetectable && !emptyZstd)
            {
                Assert.Throws<KlosetFormatException>(() => codec.Decode(encoded.AsSpan(0, length), 1000, "blob"));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Combinations))]
    public void Hostile_bytes_raise_only_errors_of_the_store(bool encrypted, CompressionAlgorithm? compression)
    {
        StoreCodec codec = KnownStore.Codec(encrypted, compression);
        Hostile.Mutations(codec.Encode(new byte[500])).Sample(
            encoded => Hostile.FailsCleanly(() => codec.Decode(encoded, 10_000, "blob").Dispose()), iter: encrypted ? 500 : 5000);
    }

    [Theory]
    [InlineData(false, true, 15)]
    [InlineData(true, true, 83)]
    [InlineData(true, false, 40)]
    [InlineData(false, false, 0)]
    public void Encoded_empty_blob_has_the_size_of_plakar(bool encrypted, bool lz4, int size) =>
        Assert.Equal(size, KnownStore.Codec(encrypted, lz4 ? CompressionAlgorithm.Lz4 : null).Encode([]).Length);

    [Fact]
    public void Empty_zstd_item_has_no_bytes() => Assert.Empty(KnownStore.Codec(compression: CompressionAlgorithm.Zstd).Encode([]));

    [Fact]
    public void Gzip_of_other_writers_is_read()
    {
        using MemoryStream stream = new();
        using (System.IO.Compression.GZipStream gzip = new(stream, System.IO.Compression.CompressionLevel.SmallestSize))
        {
            gzip.Write(KnownStore.Content);
        }

        using IMemoryOwner<byte> decoded = KnownStore.Codec(compression: CompressionAlgorithm.Gzip).Decode(stream.ToArray(), 100, "blob");

        Assert.Equal(KnownStore.Content, decoded.Memory.ToArray());
    }

    [Fact]
    public void Decoded_plaintext_is_zeroed_when_disposed()
    {
        StoreCodec codec = KnownStore.Codec(encrypted: true);
        IMemoryOwner<byte> decoded = codec.Decode(codec.Encode(KnownStore.Content), 100, "blob");
        Memory<byte> memory = decoded.Memory;

        decoded.Dispose();

        Assert.All(memory.ToArray(), value => Assert.Equal(0, value));
    }

    [Fact]
    public void Key_and_configuration_must_agree()
    {
        using StoreKey key = KnownStore.NewKey();

        Assert.Throws<ArgumentException>(() => new StoreCodec(KnownStore.Plaintext, key));
        Assert.Throws<ArgumentException>(() => new StoreCodec(KnownStore.Encrypted, key: null));
    }

    [Fact]
    public void One_codec_serves_many_threads()
    {
        StoreCodec codec = KnownStore.Codec(encrypted: true);

        bool[] same = [.. ParallelEnumerable.Range(0, 100).WithDegreeOfParallelism(4).Select(i =>
        {
            byte[] plaintext = new byte[i * 10];
            using IMemoryOwner<byte> decoded = codec.Decode(codec.Encode(plaintext), plaintext.Length, "blob");
            return decoded.Memory.Span.SequenceEqual(plaintext);
        })];

        Assert.All(same, Assert.True);
    }
}
