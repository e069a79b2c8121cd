using System.Buffers;
using CsCheck;
using ScwSecretBackup.Kloset.Configuration;
using ScwSecretBackup.Kloset.Cryptography;
using ScwSecretBackup.Kloset.Envelopes;
using ScwSecretBackup.Kloset.Packfiles;
using ScwSecretBackup.Kloset.Tests.Vectors;
using Xunit;

namespace ScwSecretBackup.Kloset.Tests.Packfiles;

public sealed class PackfileTests
{
    private static readonly DateTimeOffset Now = new(2025, 6, 15, 15, 6, 40, TimeSpan.Zero);

    private static readonly PackfileIndexEntry KnownEntry =
        new(ResourceType.Chunk, KlosetVersion.V1_0_0, KnownStore.ContentMac, Offset: 4096, Length: 29, Flags: 0);

    [Fact]
    public void Index_record_and_its_mac_are_the_known_ones()
    {
        byte[] index = PackfileIndex.Write([KnownEntry]);

        Assert.Equal(
            "0900000000000100b663de6485fe1897ae902e229bcfa7f2bec3511f5443986959bfc2648156eaa800100000000000001d00000000000000",
            Hex.Encode(index));
        Assert.Equal("e7dff7a387f744c1476ffffb7b2206d4e57a716f30d16b270951f0693ad7803e", KnownStore.Codec().Mac.Compute(index).ToString());
        Assert.Equal(KnownEntry, Assert.Single(PackfileIndex.Parse(index, 4125, "p")));
    }

    [Fact]
    public void Footer_is_the_known_one()
    {
        PackfileFooter footer = new(1750000000123456789, 1, 4125, Mac.Parse("e7dff7a387f744c1476ffffb7b2206d4e57a716f30d16b270951f0693ad7803e"), 0);

        byte[] bytes = footer.Write();

        Assert.Equal("15cd4a6cba3f4918010000001d10000000000000e7dff7a387f744c1476ffffb7b2206d4e57a716f30d16b270951f0693ad7803e00000000", Hex.Encode(bytes));
        Assert.Equal(footer, PackfileFooter.Parse(bytes));
    }

    [Theory]
    [InlineData(false, false, 56)]
    [InlineData(false, true, 75)]
    [InlineData(true, false, 124)]
    [InlineData(true, true, 143)]
    public void Encoded_footer_has_the_size_of_plakar(bool encrypted, bool lz4, int size)
    {
        StoreCodec codec = KnownStore.Codec(encrypted, lz4 ? CompressionAlgorithm.Lz4 : null);
        byte[] footer = new PackfileFooter(1750000000123456789, 1, 4125, KnownStore.ContentMac, 0).Write();

        Assert.Equal(size, codec.Encode(footer).Length);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Blobs_survive_a_round_trip(bool encrypted)
    {
        StoreCodec codec = KnownStore.Codec(encrypted);
        Gen.Select(Gen.Byte.Array[0, 300].Array[0, 8], Gen.Int[0, 50]).Sample(
            (blobs, paddingLimit) =>
            {
                PackfileBuilder builder = new(codec, new FixedTimeProvider(Now), paddingLimit, new PackfileBuffers(1 << 20));
                foreach (byte[] blob in blobs)
                {
                    builder.Add(ResourceType.Chunk, codec.Mac.Compute(blob), codec.Encode(blob));
                }

                Assert.Equal(blobs.Length, builder.Count);
                SealedPackfile packfile = builder.Seal();
                PackfileContents contents = PackfileFile.Parse(packfile.File, packfile.Name, codec);

                Assert.Equal(packfile.Entries, contents.Entries);
                Assert.Equal(packfile.UnixNanoseconds, contents.UnixNanoseconds);
                List<PackfileIndexEntry> chunks = [.. contents.Entries.Where(entry => entry.Type == ResourceType.Chunk)];
                Assert.Equal(blobs.Length, chunks.Count);
                for (int i = 0; i < blobs.Length; i++)
                {
                    using IMemoryOwner<byte> plaintext = codec.Decode(contents.Slice(chunks[i]).Span, 300, "chunk");
                    Assert.Equal(blobs[i], plaintext.Memory.ToArray());
                    Assert.Equal(chunks[i].Blob, codec.Mac.Compute(plaintext.Memory.Span));
                }
            },
            iter: 40);
    }

    [Fact]
    public void Padding_is_last_and_long_enough_for_plakars_widened_reads()
    {
        StoreCodec codec = KnownStore.Codec(compression: null);
        PackfileBuilder builder = new(codec, new FixedTimeProvider(Now), paddingLimit: 0, new PackfileBuffers(1 << 20));
        builder.Add(ResourceType.Chunk, KnownStore.ContentMac, new byte[100_000]);

        SealedPackfile packfile = builder.Seal();

        Assert.Equal([ResourceType.Chunk, ResourceType.Random], packfile.Entries.Select(entry => entry.Type));
        Assert.InRange(packfile.Entries[^1].Length, 8192u, 16383u);
        Assert.Equal(1750000000000000000, packfile.UnixNanoseconds);
    }

    [Fact]
    public void Leading_padding_stays_within_its_limit()
    {
        for (int i = 0; i < 20; i++)
        {
            PackfileBuilder builder = new(KnownStore.Codec(), new FixedTimeProvider(Now), paddingLimit: 3, new PackfileBuffers(1 << 20));

            Assert.InRange(builder.BlobAreaLength, 1, 3);
            Assert.Equal(0, builder.Count);
        }
    }

    [Fact]
    public void Packfile_under_another_name_is_refused()
    {
        SealedPackfile packfile = MakePackfile(KnownStore.Codec());

        Assert.Throws<KlosetFormatException>(() => PackfileFile.Parse(packfile.File, Mac.NewRandom(), KnownStore.Codec()));
        Assert.Equal(packfile.Name, PackfileFile.Parse(packfile.File, expectedName: null, KnownStore.Codec()).Name);
    }

    [Theory]
    [InlineData(20, "MAC of its index")]
    [InlineData(8, "for 3 blobs")]
    [InlineData(18, "points behind its end")]
    public void Footer_that_does_not_fit_the_index_is_refused(int footerOffset, string problem)
    {
        StoreCodec codec = KnownStore.Codec(compression: null);
        byte[] payload = Envelope.Payload(MakePackfile(codec).File).ToArray();
        payload[payload.Length - sizeof(uint) - PackfileFooter.Size + footerOffset] ^= 1;
        byte[] file = Envelope.Seal(ResourceType.Packfile, KlosetVersion.V1_0_0, payload, codec.Mac);

        KlosetException exception = Assert.Throws<KlosetFormatException>(() => PackfileFile.Parse(file, expectedName: null, codec));

        Assert.Contains(problem, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Blob_out_of_bounds_is_refused()
    {
        byte[] index = PackfileIndex.Write([KnownEntry]);

        Assert.Throws<KlosetFormatException>(() => PackfileIndex.Parse(index, 4124, "p"));
        byte[] overflowing = PackfileIndex.Write([KnownEntry with { Offset = ulong.MaxValue, Length = 2 }]);
        Assert.Throws<KlosetFormatException>(() => PackfileIndex.Parse(overflowing, 4125, "p"));
    }

    [Fact]
    public void Forged_packfile_with_a_right_hmac_raises_only_errors_of_the_store()
    {
        StoreCodec codec = KnownStore.Codec(compression: null);
        byte[] valid = MakePackfile(codec).File.ToArray();
        byte[] tail = valid[^(Envelope.FooterSize + 4 + 56 + 112)..^Envelope.FooterSize];
        Hostile.Mutations(tail).Sample(
            payload =>
            {
                byte[] file = Envelope.Seal(ResourceType.Packfile, KlosetVersion.V1_0_0, payload, codec.Mac);
                return Hostile.FailsCleanly(() => PackfileFile.Parse(file, expectedName: null, codec));
            },
            iter: 5000);
    }

    [Fact]
    public void Damaged_packfile_is_refused() =>
        Hostile.Mutations(MakePackfile(KnownStore.Codec(compression: null)).File.ToArray()).Sample(
            file => Hostile.FailsCleanly(() => PackfileFile.Parse(file, expectedName: null, KnownStore.Codec(compression: null))), iter: 300);

    private static SealedPackfile MakePackfile(StoreCodec codec)
    {
        PackfileBuilder builder = new(codec, new FixedTimeProvider(Now), paddingLimit: 0, new PackfileBuffers(1 << 20));
        builder.Add(ResourceType.Chunk, KnownStore.ContentMac, codec.Encode(KnownStore.Content));
        return builder.Seal();
    }
}
