using System.Buffers.Binary;
using System.Security.Cryptography;
using CsCheck;
using ScwSecretBackup.Kloset.Chunking;
using ScwSecretBackup.Kloset.Configuration;
using ScwSecretBackup.Kloset.Tests.Vectors;
using Xunit;

namespace ScwSecretBackup.Kloset.Tests.Chunking;

public sealed class FastCdcTests
{
    private const int InputSize = 16 * 1024 * 1024;

    private static readonly ChunkingConfiguration Legacy = new("FASTCDC", 64 * 1024, 1024 * 1024, 4 * 1024 * 1024);

    private static readonly Lazy<byte[]> Input = new(MakeInput);

    [Fact]
    public void Gear_table_is_the_one_of_plakar()
    {
        byte[] bytes = new byte[256 * sizeof(ulong)];
        for (int i = 0; i < 256; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(i * sizeof(ulong)), GearTable.Values[i]);
        }

        Assert.Equal(256, GearTable.Values.Length);
        Assert.Equal("c4e8f68dd1d035055021eec0298fdf67af2b77a8b690d418533cdb3970760372", Hex.Encode(SHA256.HashData(bytes)));
    }

    [Theory]
    [InlineData(1, 0x8000000000000000)]
    [InlineData(2, 0x8000000080000000)]
    [InlineData(22, 0xaaaaaaaaaaa00000)]
    [InlineData(18, 0x9249249249249000)]
    [InlineData(64, ulong.MaxValue)]
    [InlineData(0, 0)]
    public void Masks_are_spaced_from_the_top(int ones, ulong mask) => Assert.Equal(mask, FastCdc.SpacedMask(ones));

    [Fact]
    public void Current_algorithm_cuts_where_plakar_cuts()
    {
        Assert.Equal("01c65c8d6d336a8f1e9acf8bbfe807f7c1d0ec666ff41bc2db9f679849f03c03", Hex.Encode(SHA256.HashData(Input.Value)));

        Assert.Equal(
            [1220054, 1214700, 1101659, 1139792, 1221895, 1486170, 1152671, 1398988, 1153206, 1198823, 654657, 1052661, 1287871, 1070934, 423135],
            Cut(ChunkingConfiguration.Default, Input.Value));
        Assert.Equal([1220054, 1214700, 710974], Cut(ChunkingConfiguration.Default, Input.Value.AsSpan(0, 3 * 1024 * 1024)));
    }

    [Fact]
    public void Legacy_algorithm_cuts_where_plakar_cut()
    {
        List<int> lengths = Cut(Legacy, Input.Value);

        Assert.Equal(167, lengths.Count);
        Assert.Equal([67531, 86802, 73258, 92593, 206308, 87480, 76431, 104910, 72351, 96833, 70759, 65557], lengths.Take(12));
    }

    [Fact]
    public void Small_profile_over_zeros_has_the_known_fingerprint()
    {
        List<int> lengths = Cut(new ChunkingConfiguration("fastcdc-v1.0.0", 2048, 8192, 65536), new byte[2 * InputSize]);
        byte[] bytes = new byte[lengths.Count * sizeof(ulong)];
        for (int i = 0; i < lengths.Count; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(i * sizeof(ulong)), (ulong)lengths[i]);
        }

        Assert.Equal(512, lengths.Count);
        Assert.Equal("b985af207b5cbf7a3e6dfd235fbfff680cfac9e3f6cc399930f1e791924cd8f1", Hex.Encode(SHA256.HashData(bytes)));
    }

    [Fact]
    public void Content_up_to_the_minimum_is_one_chunk()
    {
        FastCdc chunker = new(ChunkingConfiguration.Default);

        Assert.Equal(0, chunker.NextCut([]));
        Assert.Equal(512 * 1024, chunker.NextCut(new byte[512 * 1024]));
    }

    [Fact]
    public void Chunks_cover_the_input_and_respect_the_bounds() =>
        Gen.Select(Gen.Int[1, 64], Gen.Int[0, 128], Gen.Int[0, 512], Gen.Byte.Array[0, 4000], Gen.Bool).Sample((min, toNormal, toMax, input, legacy) =>
        {
            ChunkingConfiguration configuration = new(
                legacy ? "FASTCDC" : "fastcdc-v1.0.0", (uint)min, (uint)(min + toNormal), (uint)(min + toNormal + toMax));
            List<int> lengths = Cut(configuration, input);

            Assert.Equal(input.Length, lengths.Sum());
            Assert.All(lengths, length => Assert.InRange(length, 1, (int)configuration.MaxSize));
            Assert.All(lengths.SkipLast(1), length => Assert.InRange(length, min, (int)configuration.MaxSize));
        });

    [Fact]
    public void A_change_moves_only_the_cuts_near_it()
    {
        ChunkingConfiguration configuration = new("fastcdc-v1.0.0", 256, 1024, 4096);
        byte[] original = Input.Value[..200_000];
        byte[] changed = [.. original.AsSpan(0, 100_000), 1, 2, 3, .. original.AsSpan(100_000)];

        HashSet<string> before = [.. Chunks(configuration, original)];
        List<string> after = [.. Chunks(configuration, changed)];

        Assert.InRange(after.Count(chunk => !before.Contains(chunk)), 1, 5);
    }

    private static List<int> Cut(ChunkingConfiguration configuration, ReadOnlySpan<byte> input)
    {
        FastCdc chunker = new(configuration);
        List<int> lengths = [];
        while (!input.IsEmpty)
        {
            int length = chunker.NextCut(input[..Math.Min(input.Length, chunker.MaxSize)]);
            lengths.Add(length);
            input = input[length..];
        }

        return lengths;
    }

    private static IEnumerable<string> Chunks(ChunkingConfiguration configuration, byte[] input)
    {
        int position = 0;
        foreach (int length in Cut(configuration, input))
        {
            yield return Hex.Encode(SHA256.HashData(input.AsSpan(position, length)));
            position += length;
        }
    }

    /// <summary>The reproducible input of FORMAT §12.8.</summary>
    private static byte[] MakeInput()
    {
        byte[] input = new byte[InputSize];
        byte[] counter = new byte[sizeof(ulong)];
        for (int i = 0; i < InputSize / SHA256.HashSizeInBytes; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(counter, (ulong)i);
            SHA256.HashData(counter, input.AsSpan(i * SHA256.HashSizeInBytes));
        }

        return input;
    }
}
