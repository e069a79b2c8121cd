using System.Buffers.Binary;

namespace ScwSecretBackup.Kloset.Packfiles;

/// <summary>The end of a packfile, which says where its index is (FORMAT §7.3).</summary>
/// <param name="UnixNanoseconds">When the packfile was begun; garbage collection relies on it.</param>
/// <param name="Count">Records in the index.</param>
/// <param name="IndexOffset">Length of the blob area.</param>
/// <param name="IndexMac">MAC of the plaintext index.</param>
/// <param name="Flags">Always 0.</param>
internal readonly record struct PackfileFooter(long UnixNanoseconds, uint Count, ulong IndexOffset, Mac IndexMac, uint Flags)
{
    public const int Size = 56;

    private const int CountOffset = 8;
    private const int IndexOffsetOffset = 12;
    private const int IndexMacOffset = 20;
    private const int FlagsOffset = 52;

    public static PackfileFooter Parse(ReadOnlySpan<byte> footer) => new(
        BinaryPrimitives.ReadInt64LittleEndian(footer),
        BinaryPrimitives.ReadUInt32LittleEndian(footer[CountOffset..]),
        BinaryPrimitives.ReadUInt64LittleEndian(footer[IndexOffsetOffset..]),
        new Mac(footer.Slice(IndexMacOffset, Mac.Size)),
        BinaryPrimitives.ReadUInt32LittleEndian(footer[FlagsOffset..]));

    public byte[] Write()
    {
        byte[] footer = new byte[Size];
        BinaryPrimitives.WriteInt64LittleEndian(footer, UnixNanoseconds);
        BinaryPrimitives.WriteUInt32LittleEndian(footer.AsSpan(CountOffset), Count);
        BinaryPrimitives.WriteUInt64LittleEndian(footer.AsSpan(IndexOffsetOffset), IndexOffset);
        IndexMac.CopyTo(footer.AsSpan(IndexMacOffset));
        BinaryPrimitives.WriteUInt32LittleEndian(footer.AsSpan(FlagsOffset), Flags);
        return footer;
    }
}
