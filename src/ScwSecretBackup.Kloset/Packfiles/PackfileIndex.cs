using System.Buffers.Binary;
using ScwSecretBackup.Kloset.Envelopes;

namespace ScwSecretBackup.Kloset.Packfiles;

/// <summary>The index of a packfile: records of 56 bytes, little-endian (FORMAT §7.2).</summary>
internal static class PackfileIndex
{
    public const int RecordSize = 56;

    private const int VersionOffset = 4;
    private const int MacOffset = 8;
    private const int BlobOffsetOffset = 40;
    private const int LengthOffset = 48;
    private const int FlagsOffset = 52;

    public static byte[] Write(IReadOnlyList<PackfileIndexEntry> entries)
    {
        byte[] index = new byte[checked(entries.Count * RecordSize)];
        for (int i = 0; i < entries.Count; i++)
        {
            WriteRecord(index.AsSpan(i * RecordSize, RecordSize), entries[i]);
        }

        return index;
    }

    /// <param name="index">Plaintext index of a whole number of records.</param>
    /// <param name="blobAreaLength">No blob may end behind it.</param>
    /// <param name="name">Name of the packfile, for messages.</param>
    public static IReadOnlyList<PackfileIndexEntry> Parse(ReadOnlySpan<byte> index, int blobAreaLength, string name)
    {
        PackfileIndexEntry[] entries = new PackfileIndexEntry[index.Length / RecordSize];
        for (int i = 0; i < entries.Length; i++)
        {
            entries[i] = ParseRecord(index.Slice(i * RecordSize, RecordSize), blobAreaLength, name);
        }

        return entries;
    }

    private static void WriteRecord(Span<byte> record, PackfileIndexEntry entry)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(record, (uint)entry.Type);
        BinaryPrimitives.WriteUInt32LittleEndian(record[VersionOffset..], entry.Version.Word);
        entry.Blob.CopyTo(record[MacOffset..]);
        BinaryPrimitives.WriteUInt64LittleEndian(record[BlobOffsetOffset..], entry.Offset);
        BinaryPrimitives.WriteUInt32LittleEndian(record[LengthOffset..], entry.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(record[FlagsOffset..], entry.Flags);
    }

    private static PackfileIndexEntry ParseRecord(ReadOnlySpan<byte> record, int blobAreaLength, string name)
    {
        uint type = BinaryPrimitives.ReadUInt32LittleEndian(record);
        ulong offset = BinaryPrimitives.ReadUInt64LittleEndian(record[BlobOffsetOffset..]);
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(record[LengthOffset..]);
        if (type > byte.MaxValue)
        {
            throw new KlosetFormatException($"The packfile '{name}' is damaged: its index has a blob of resource type {type}.");
        }

        if (offset > (ulong)blobAreaLength || length > (ulong)blobAreaLength - offset)
        {
            throw new KlosetFormatException($"The packfile '{name}' is damaged: a blob of {length} bytes at {offset} runs past its {blobAreaLength} bytes of blobs.");
        }

        return new PackfileIndexEntry(
            (ResourceType)type,
            new KlosetVersion(BinaryPrimitives.ReadUInt32LittleEndian(record[VersionOffset..])),
            new Mac(record.Slice(MacOffset, Mac.Size)),
            offset,
            length,
            BinaryPrimitives.ReadUInt32LittleEndian(record[FlagsOffset..]));
    }
}
