using System.Buffers.Binary;
using ScwSecretBackup.Kloset.Envelopes;

namespace ScwSecretBackup.Kloset.Caching;

/// <summary>Where one state is in a segment of the cache.</summary>
/// <param name="Id">Name of the state in the store.</param>
/// <param name="Version">Version of the state, which decides the layout of its records.</param>
/// <param name="Offset">First byte in the segment.</param>
/// <param name="Length">Encrypted length in bytes.</param>
internal readonly record struct CachedStateEntry(Mac Id, KlosetVersion Version, long Offset, int Length)
{
    /// <summary>Bytes of a record in the index of a segment.</summary>
    public const int RecordSize = Mac.Size + sizeof(uint) + sizeof(long) + sizeof(int);

    private const int OffsetOffset = Mac.Size + sizeof(uint);
    private const int LengthOffset = OffsetOffset + sizeof(long);

    public static CachedStateEntry Parse(ReadOnlySpan<byte> record) => new(
        new Mac(record[..Mac.Size]),
        new KlosetVersion(BinaryPrimitives.ReadUInt32LittleEndian(record[Mac.Size..])),
        BinaryPrimitives.ReadInt64LittleEndian(record[OffsetOffset..]),
        BinaryPrimitives.ReadInt32LittleEndian(record[LengthOffset..]));

    public void Write(Span<byte> record)
    {
        Id.CopyTo(record);
        BinaryPrimitives.WriteUInt32LittleEndian(record[Mac.Size..], Version.Word);
        BinaryPrimitives.WriteInt64LittleEndian(record[OffsetOffset..], Offset);
        BinaryPrimitives.WriteInt32LittleEndian(record[LengthOffset..], Length);
    }
}
