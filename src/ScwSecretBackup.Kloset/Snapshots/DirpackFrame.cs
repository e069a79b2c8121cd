using System.Buffers;
using System.Buffers.Binary;

namespace ScwSecretBackup.Kloset.Snapshots;

/// <summary>One child in a dirpack (FORMAT §9.9).</summary>
/// <param name="Kind">1 for a directory, 2 for anything else.</param>
/// <param name="Entry">The VFS entry, byte for byte as in its blob.</param>
/// <param name="EntryMac">MAC of the entry.</param>
internal readonly record struct DirpackFrame(byte Kind, ReadOnlyMemory<byte> Entry, Mac EntryMac)
{
    public const byte DirectoryKind = 1;
    public const byte OtherKind = 2;

    private const int HeaderSize = 1 + sizeof(uint);
    private const int MaxLength = 64 << 20;

    public static void Write(IBufferWriter<byte> output, bool isDirectory, ReadOnlySpan<byte> entry, Mac entryMac)
    {
        Span<byte> frame = output.GetSpan(HeaderSize + entry.Length + Mac.Size);
        frame[0] = isDirectory ? DirectoryKind : OtherKind;
        BinaryPrimitives.WriteUInt32LittleEndian(frame[1..], (uint)(entry.Length + Mac.Size));
        entry.CopyTo(frame[HeaderSize..]);
        entryMac.CopyTo(frame[(HeaderSize + entry.Length)..]);
        output.Advance(HeaderSize + entry.Length + Mac.Size);
    }

    /// <summary>Reads the frame at the start of <paramref name="data"/>; false when its end has not come yet.</summary>
    /// <exception cref="KlosetFormatException">The frame can't be one.</exception>
    public static bool TryRead(ReadOnlyMemory<byte> data, out DirpackFrame frame, out int consumed)
    {
        frame = default;
        consumed = 0;
        if (data.Length < HeaderSize)
        {
            return false;
        }

        uint length = BinaryPrimitives.ReadUInt32LittleEndian(data.Span[1..]);
        if (length is < Mac.Size or > MaxLength || data.Span[0] is not (DirectoryKind or OtherKind))
        {
            throw new KlosetFormatException($"A dirpack is damaged: frame of kind {data.Span[0]} and length {length}.");
        }

        if (data.Length - HeaderSize < length)
        {
            return false;
        }

        int entryLength = (int)length - Mac.Size;
        frame = new DirpackFrame(data.Span[0], data.Slice(HeaderSize, entryLength), new Mac(data.Span.Slice(HeaderSize + entryLength, Mac.Size)));
        consumed = HeaderSize + (int)length;
        return true;
    }
}
