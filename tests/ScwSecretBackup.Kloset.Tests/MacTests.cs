using CsCheck;
using Xunit;

namespace ScwSecretBackup.Kloset.Tests;

public sealed class MacTests
{
    private static readonly Gen<byte[]> GenBytes = Gen.Byte.Array[Mac.Size];

    [Fact]
    public void Bytes_and_text_survive_a_round_trip() =>
        GenBytes.Sample(bytes =>
        {
            Mac mac = new(bytes);
            return mac.ToArray().AsSpan().SequenceEqual(bytes)
                && mac.ToString() == Convert.ToHexStringLower(bytes)
                && Mac.Parse(mac.ToString()) == mac
                && mac.Shard == bytes[0];
        });

    [Fact]
    public void Order_is_bytewise() =>
        Gen.Select(GenBytes, GenBytes).Sample((left, right) =>
            Math.Sign(new Mac(left).CompareTo(new Mac(right))) == Math.Sign(left.AsSpan().SequenceCompareTo(right)));

    [Theory]
    [InlineData("")]
    [InlineData("00")]
    [InlineData("000000000000000000000000000000000000000000000000000000000000000g")]
    [InlineData("00000000000000000000000000000000000000000000000000000000000000000")]
    public void Anything_but_64_digits_is_refused(string text)
    {
        Assert.False(Mac.TryParse(text, out _));
        Assert.Throws<FormatException>(() => Mac.Parse(text));
    }

    [Fact]
    public void Nil_is_zero_and_random_ids_differ()
    {
        Assert.True(Mac.Nil.IsNil);
        Assert.False(Mac.NewRandom().IsNil);
        Assert.NotEqual(Mac.NewRandom(), Mac.NewRandom());
    }

    [Fact]
    public void Wrong_length_is_refused() => Assert.Throws<ArgumentException>(() => new Mac(new byte[31]));
}
