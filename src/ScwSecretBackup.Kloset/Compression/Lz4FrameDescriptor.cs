using System.Buffers.Binary;
using System.IO.Hashing;

namespace ScwSecretBackup.Kloset.Compression;

/// <summary>The header of an LZ4 frame (lz4_Frame_format 1.6.x; FORMAT §4.1).</summary>
/// <param name="BlocksLinked">A block may refer to the 64 KiB of plaintext before it.</param>
/// <param name="BlockChecksums">A checksum follows every block.</param>
/// <param name="ContentSize">Length of the plaintext when the frame says it.</param>
/// <param name="ContentChecksum">A checksum of the plaintext follows the last block.</param>
/// <param name="MaxBlockSize">No block decodes to more.</param>
/// <param name="HeaderSize">Bytes from the magic to the header checksum.</param>
internal readonly record struct Lz4FrameDescriptor(
    bool BlocksLinked,
    bool BlockChecksums,
    ulong? ContentSize,
    bool ContentChecksum,
    int MaxBlockSize,
    int HeaderSize)
{
    public const uint Magic = 0x184D2204;

    private const int FlagsOffset = sizeof(uint);
    private const int FixedSize = FlagsOffset + 3;
    private const int VersionMask = 0xC0;
    private const int Version1 = 0x40;
    private const int IndependentFlag = 0x20;
    private const int BlockChecksumFlag = 0x10;
    private const int ContentSizeFlag = 0x08;
    private const int ContentChecksumFlag = 0x04;
    private const int ReservedFlag = 0x02;
    private const int DictionaryFlag = 0x01;
    private const int BlockDescriptorReserved = 0x8F;

    /// <exception cref="KlosetFormatException">The bytes are not the header of a frame that a store may hold.</exception>
    public static Lz4FrameDescriptor Parse(ReadOnlySpan<byte> frame, string what)
    {
        if (frame.Length < FixedSize || BinaryPrimitives.ReadUInt32LittleEndian(frame) != Magic)
        {
            throw Damaged(what, "it does not begin like an LZ4 frame");
        }

        byte flags = frame[FlagsOffset];
        byte blockDescriptor = frame[FlagsOffset + 1];
        if ((flags & VersionMask) != Version1 || (flags & (ReservedFlag | DictionaryFlag)) != 0)
        {
            throw Damaged(what, $"its LZ4 flags {flags:x2} are not supported");
        }

        int sizeCode = blockDescriptor >> 4;
        if ((blockDescriptor & BlockDescriptorReserved) != 0 || sizeCode < 4)
        {
            throw Damaged(what, $"its LZ4 block descriptor {blockDescriptor:x2} is invalid");
        }

        bool hasContentSize = (flags & ContentSizeFlag) != 0;
        int headerSize = FixedSize + (hasContentSize ? sizeof(ulong) : 0);
        if (frame.Length < headerSize)
        {
            throw Damaged(what, "its LZ4 frame is cut off");
        }

        if (frame[headerSize - 1] != HeaderChecksum(frame[FlagsOffset..(headerSize - 1)]))
        {
            throw Damaged(what, "the checksum of its LZ4 header does not match");
        }

        return new Lz4FrameDescriptor(
            BlocksLinked: (flags & IndependentFlag) == 0,
            BlockChecksums: (flags & BlockChecksumFlag) != 0,
            ContentSize: hasContentSize ? BinaryPrimitives.ReadUInt64LittleEndian(frame[(FlagsOffset + 2)..]) : null,
            ContentChecksum: (flags & ContentChecksumFlag) != 0,
            MaxBlockSize: 1 << (8 + (2 * sizeCode)),
            HeaderSize: headerSize);
    }

    /// <summary>Second byte of XXH32 over flags, block descriptor and content size.</summary>
    public static byte HeaderChecksum(ReadOnlySpan<byte> descriptor) => (byte)(XxHash32.HashToUInt32(descriptor) >> 8);

    private static KlosetFormatException Damaged(string what, string problem) => new($"The {what} is damaged: {problem}.");
}
