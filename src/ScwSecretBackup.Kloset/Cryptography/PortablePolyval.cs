using System.Buffers.Binary;
using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Modes.Gcm;

namespace ScwSecretBackup.Kloset.Cryptography;

/// <summary>POLYVAL on any processor, computed with BouncyCastle's GHASH multiplication, which differs only in the order of bits (RFC 8452, appendix A).</summary>
internal sealed class PortablePolyval : Polyval
{
    private const byte GhashReduction = 0xe1;

    // BouncyCastle will hide its multipliers one day and offers nothing in their place. Its version is pinned, and the build tells when
    // it comes to that. This one uses no tables.
#pragma warning disable CS0618
    private readonly BasicGcmMultiplier _multiplier = new();
#pragma warning restore CS0618

    private readonly byte[] _accumulator = new byte[BlockSize];

    /// <param name="key">16 bytes.</param>
    public PortablePolyval(ReadOnlySpan<byte> key)
    {
        byte[] ghashKey = key.ToArray();
        Array.Reverse(ghashKey);
        MultiplyByX(ghashKey);
        _multiplier.Init(ghashKey);
        CryptographicOperations.ZeroMemory(ghashKey);
    }

    public override void Finish(Span<byte> result)
    {
        _accumulator.CopyTo(result);
        result[..BlockSize].Reverse();
    }

    protected override void AppendBlocks(ReadOnlySpan<byte> blocks)
    {
        for (; !blocks.IsEmpty; blocks = blocks[BlockSize..])
        {
            AppendBlock(blocks);
        }
    }

    private void AppendBlock(ReadOnlySpan<byte> block)
    {
        Span<byte> low = _accumulator.AsSpan(sizeof(ulong));
        BinaryPrimitives.WriteUInt64BigEndian(
            _accumulator, BinaryPrimitives.ReadUInt64BigEndian(_accumulator) ^ BinaryPrimitives.ReadUInt64LittleEndian(block[sizeof(ulong)..]));
        BinaryPrimitives.WriteUInt64BigEndian(low, BinaryPrimitives.ReadUInt64BigEndian(low) ^ BinaryPrimitives.ReadUInt64LittleEndian(block));
        _multiplier.MultiplyH(_accumulator);
    }

    /// <summary>In GHASH's order of bits a multiplication by x is a shift to the right.</summary>
    private static void MultiplyByX(Span<byte> element)
    {
        UInt128 value = BinaryPrimitives.ReadUInt128BigEndian(element);
        UInt128 carry = value & 1;
        BinaryPrimitives.WriteUInt128BigEndian(element, (value >> 1) ^ (carry * ((UInt128)GhashReduction << 120)));
    }
}
