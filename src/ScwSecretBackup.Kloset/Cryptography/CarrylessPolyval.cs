using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ScwSecretBackup.Kloset.Cryptography;

/// <summary>
/// POLYVAL with the carry-less multiplication of x86 processors. .NET has the instruction but no GHASH or POLYVAL, and BouncyCastle's
/// multiplies and reduces block by block. Here eight products are added up before they are reduced once.
/// </summary>
internal sealed class CarrylessPolyval : Polyval
{
    private const int Stride = 8;

    /// <summary>x^63 + x^62 + x^57: the upper half of the field's polynomial (RFC 8452, section 3).</summary>
    private const ulong Reduction = 0xC200_0000_0000_0000;

    // Powers of the key, the highest first: a stride's first block is multiplied most often.
    private readonly Vector128<ulong>[] _powers = new Vector128<ulong>[Stride];
    private Vector128<ulong> _accumulator;

    /// <param name="key">16 bytes.</param>
    public CarrylessPolyval(ReadOnlySpan<byte> key)
    {
        Vector128<ulong> first = Vector128.Create(key).AsUInt64();
        _powers[^1] = first;
        for (int i = Stride - 2; i >= 0; i--)
        {
            _powers[i] = Reduce(Product.Of(_powers[i + 1], first));
        }
    }

    public static bool IsSupported => Pclmulqdq.IsSupported && BitConverter.IsLittleEndian;

    public override void Finish(Span<byte> result)
    {
        _accumulator.AsByte().CopyTo(result);
        _accumulator = default;
        _powers.AsSpan().Clear();
    }

    protected override void AppendBlocks(ReadOnlySpan<byte> blocks)
    {
        ReadOnlySpan<Vector128<ulong>> rest = MemoryMarshal.Cast<byte, Vector128<ulong>>(blocks);
        for (; rest.Length >= Stride; rest = rest[Stride..])
        {
            AppendStride(rest[..Stride], _powers);
        }

        if (!rest.IsEmpty)
        {
            AppendStride(rest, _powers.AsSpan(Stride - rest.Length));
        }
    }

    /// <param name="blocks">As many blocks as there are powers.</param>
    /// <param name="powers">Of the key, down to the first.</param>
    private void AppendStride(ReadOnlySpan<Vector128<ulong>> blocks, ReadOnlySpan<Vector128<ulong>> powers)
    {
        Product sum = Product.Of(blocks[0] ^ _accumulator, powers[0]);
        for (int i = 1; i < blocks.Length; i++)
        {
            sum = sum.Plus(Product.Of(blocks[i], powers[i]));
        }

        _accumulator = Reduce(sum);
    }

    /// <summary>Divides by x^128 modulo the polynomial, 64 bits at a time, as POLYVAL's product is defined.</summary>
    private static Vector128<ulong> Reduce(Product product)
    {
        Vector128<ulong> reduction = Vector128.CreateScalar(Reduction);
        Vector128<ulong> low = product.Low ^ Sse2.ShiftLeftLogical128BitLane(product.Middle, sizeof(ulong));
        Vector128<ulong> high = product.High ^ Sse2.ShiftRightLogical128BitLane(product.Middle, sizeof(ulong));
        low = Swap(low) ^ Pclmulqdq.CarrylessMultiply(low, reduction, 0x00);
        low = Swap(low) ^ Pclmulqdq.CarrylessMultiply(low, reduction, 0x00);
        return high ^ low;
    }

    private static Vector128<ulong> Swap(Vector128<ulong> value) => Sse2.Shuffle(value.AsUInt32(), 0b01_00_11_10).AsUInt64();

    /// <summary>A product of 256 bits, or the sum of several: Low + Middle·x^64 + High·x^128.</summary>
    private readonly record struct Product(Vector128<ulong> Low, Vector128<ulong> Middle, Vector128<ulong> High)
    {
        public static Product Of(Vector128<ulong> a, Vector128<ulong> b) => new(
            Pclmulqdq.CarrylessMultiply(a, b, 0x00),
            Pclmulqdq.CarrylessMultiply(a, b, 0x01) ^ Pclmulqdq.CarrylessMultiply(a, b, 0x10),
            Pclmulqdq.CarrylessMultiply(a, b, 0x11));

        public Product Plus(Product other) => new(Low ^ other.Low, Middle ^ other.Middle, High ^ other.High);
    }
}
