using CsCheck;
using ScwSecretBackup.Kloset.Cryptography;
using ScwSecretBackup.Kloset.Tests.Vectors;
using Xunit;

namespace ScwSecretBackup.Kloset.Tests.Cryptography;

public sealed class PolyvalTests
{
    private static readonly byte[] Key = Hex.Decode("25629347589242761d31f826ba4b757b");

    private static readonly byte[] Data = Hex.Decode("4f4f95668c83dfb6401762bb2d01a262d1a24ddd2721d006bbe45f20d3c9f362");

    [Fact]
    public void Portable_code_gives_the_known_answer() => Assert.Equal("f7a3b47b846119fae5b7866cf5e5b77e", Result(new PortablePolyval(Key), Data));

    [Fact]
    public void Code_for_this_processor_gives_the_known_answer() => Assert.Equal("f7a3b47b846119fae5b7866cf5e5b77e", Result(Polyval.Create(Key), Data));

    [Fact]
    public void Carryless_multiplication_agrees_with_portable_code()
    {
        Assert.SkipUnless(CarrylessPolyval.IsSupported, "This processor has no carry-less multiplication.");

        Gen.Select(Gen.Byte.Array[Polyval.BlockSize], Gen.Byte.Array[0, 700].Array[0, 4]).Sample(
            (key, pieces) => Result(new CarrylessPolyval(key), pieces) == Result(new PortablePolyval(key), pieces), iter: 500);
    }

    private static string Result(Polyval polyval, params byte[][] pieces)
    {
        foreach (byte[] piece in pieces)
        {
            polyval.Append(piece);
        }

        byte[] result = new byte[Polyval.BlockSize];
        polyval.Finish(result);
        return Hex.Encode(result);
    }
}
