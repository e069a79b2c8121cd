using System.IO.Hashing;
using CsCheck;
using K4os.Compression.LZ4;
using ScwSecretBackup.Kloset.Compression;
using ScwSecretBackup.Kloset.Cryptography;
using ScwSecretBackup.Kloset.Tests.Vectors;
using Xunit;

namespace ScwSecretBackup.Kloset.Tests.Compression;

public sealed class Lz4FrameTests
{
    private static readonly byte[] Words = [.. Enumerable.Range(0, 3000).Select(i => (byte)(i % 23))];

    private readonly Lz4FrameCompressor _lz4 = new();

    [Fact]
    public void Known_checksums_are_right()
    {
        Assert.Equal(0xb9, Lz4FrameDescriptor.HeaderChecksum([0x64, 0x70]));
        Assert.Equal("02cc5d05", XxHash32.HashToUInt32([]).ToString("x8", null));
        Assert.Equal("72ea4317", XxHash32.HashToUInt32(KnownStore.Content).ToString("x8", null));
    }

    [Fact]
    public void Empty_input_gives_the_frame_of_plakar() =>
        Assert.Equal("04224d186470b900000000055dcc02", Hex.Encode(Compress([])));

    [Fact]
    public void Incompressible_input_is_stored()
    {
        byte[] plaintext = Hex.Decode("00112233445566778899aabbccddeeff");

        Assert.Equal(plaintext.Length + 19, Compress(plaintext).Length);
        Assert.Equal(plaintext, Decompress(Compress(plaintext), 16));
    }

    [Fact]
    public void Repetitive_input_shrinks() => Assert.InRange(Compress(Words).Length, 20, 200);

    [Theory]
    [InlineData(4 * 1024 * 1024)]
    [InlineData((4 * 1024 * 1024) + 1)]
    [InlineData(9_000_000)]
    public void Input_of_several_blocks_survives(int length)
    {
        byte[] plaintext = new byte[length];
        new Random(length).NextBytes(plaintext.AsSpan(length / 2));

        Assert.True(Decompress(Compress(plaintext), length).AsSpan().SequenceEqual(plaintext));
    }

    [Fact]
    public void Any_input_survives() =>
        Gen.OneOf(Gen.Byte.Array[0, 2000], Gen.Byte[0, 2].Array[0, 5000]).Sample(
            plaintext => Decompress(Compress(plaintext), plaintext.Length).AsSpan().SequenceEqual(plaintext));

    [Fact]
    public void Stored_and_zero_length_stored_blocks_are_read()
    {
        byte[] frame = new Lz4FrameBuilder(0x64).StoredBlock("abc"u8.ToArray()).StoredBlock([]).StoredBlock("def"u8.ToArray()).End("abcdef"u8.ToArray());

        Assert.Equal("abcdef"u8.ToArray(), Decompress(frame, 6));
    }

    [Fact]
    public void Frame_without_content_checksum_is_read() =>
        Assert.Equal("abc"u8.ToArray(), Decompress(new Lz4FrameBuilder(0x60).StoredBlock("abc"u8.ToArray()).End(), 3));

    [Fact]
    public void Bytes_after_the_frame_are_ignored() =>
        Assert.Equal("abc"u8.ToArray(), Decompress([.. new Lz4FrameBuilder(0x60).StoredBlock("abc"u8.ToArray()).End(), 1, 2, 3], 3));

    [Fact]
    public void Linked_blocks_refer_to_the_blocks_before_them()
    {
        byte[] first = Words[..1000];

        // One match of 23 bytes, 23 back, then five literals: legal only with the block before as a dictionary.
        byte[] linked = [0x0f, 23, 0, 4, 0x50, .. "tail!"u8];
        byte[] expected = [.. first, .. first.AsSpan(first.Length - 23), .. "tail!"u8];
        byte[] frame = new Lz4FrameBuilder(0x44).StoredBlock(first).CompressedBlock(linked).End(expected);

        Assert.Equal(expected, Decompress(frame, expected.Length));
        Assert.Throws<KlosetFormatException>(() => Decompress(new Lz4FrameBuilder(0x64).StoredBlock(first).CompressedBlock(linked).End(expected), expected.Length));
    }

    [Fact]
    public void Block_checksum_and_content_size_are_read_and_verified()
    {
        byte[] block = Encode(Words);
        byte[] frame = new Lz4FrameBuilder(0x7c, 0x50, (ulong)Words.Length).CompressedBlock(block).End(Words);
        Assert.Equal(Words, Decompress(frame, Words.Length));

        byte[] wrongSize = new Lz4FrameBuilder(0x7c, 0x50, (ulong)Words.Length - 1).CompressedBlock(block).End(Words);
        Assert.Throws<KlosetFormatException>(() => Decompress(wrongSize, Words.Length));

        frame[15 + 4 + block.Length] ^= 1;
        Assert.Throws<KlosetFormatException>(() => Decompress(frame, Words.Length));
    }

    [Fact]
    public void Wrong_content_checksum_is_found()
    {
        byte[] frame = Compress(Words);
        frame[^1] ^= 1;

        Assert.Throws<KlosetFormatException>(() => Decompress(frame, Words.Length));
    }

    [Fact]
    public void Wrong_header_checksum_is_found()
    {
        byte[] frame = Compress(Words);
        frame[6] ^= 1;

        Assert.Throws<KlosetFormatException>(() => Decompress(frame, Words.Length));
    }

    [Theory]
    [InlineData(0x24, 0x70)]
    [InlineData(0x66, 0x70)]
    [InlineData(0x65, 0x70)]
    [InlineData(0x64, 0x30)]
    [InlineData(0x64, 0xf0)]
    [InlineData(0x64, 0x71)]
    public void Unsupported_flags_are_refused(byte flags, byte blockDescriptor) =>
        Assert.Throws<KlosetFormatException>(() => Decompress(new Lz4FrameBuilder(flags, blockDescriptor).StoredBlock([1]).End([1]), 1));

    [Fact]
    public void Block_longer_than_the_frame_allows_is_refused() =>
        Assert.Throws<KlosetFormatException>(() => Decompress(new Lz4FrameBuilder(0x60, 0x40).StoredBlock(new byte[65537]).End(), 1_000_000));

    [Fact]
    public void Bomb_is_refused_before_it_is_unpacked()
    {
        byte[] bomb = Compress(new byte[4 * 1024 * 1024]);
        Assert.InRange(bomb.Length, 1, 20_000);
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Throws<KlosetFormatException>(() => Decompress(bomb, 1000));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
    }

    [Fact]
    public void Memory_follows_the_content_and_not_the_largest_block_allowed()
    {
        byte[] frame = Compress(Words);
        long before = GC.GetAllocatedBytesForCurrentThread();

        Decompress(frame, int.MaxValue);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
    }

    [Fact]
    public void Hostile_bytes_raise_only_errors_of_the_store() =>
        Hostile.Mutations(Compress(Words)).Sample(frame => Hostile.FailsCleanly(() => Decompress(frame, 100_000)), iter: 20_000);

    private static byte[] Encode(byte[] plaintext)
    {
        byte[] target = new byte[LZ4Codec.MaximumOutputSize(plaintext.Length)];
        return target[..LZ4Codec.Encode(plaintext, target.AsSpan())];
    }

    private byte[] Compress(byte[] plaintext)
    {
        using PinnedBuffer output = new(0);
        _lz4.Compress(plaintext, output);
        return output.WrittenSpan.ToArray();
    }

    private byte[] Decompress(byte[] frame, int maxLength)
    {
        using PinnedBuffer output = new(0);
        _lz4.Decompress(frame, output, maxLength, "blob");
        return output.WrittenSpan.ToArray();
    }
}
