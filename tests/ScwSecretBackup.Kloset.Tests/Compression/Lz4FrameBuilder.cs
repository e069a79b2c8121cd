using System.Buffers.Binary;
using System.IO.Hashing;

namespace ScwSecretBackup.Kloset.Tests.Compression;

/// <summary>Makes LZ4 frames that plakar itself never makes but that the format allows.</summary>
internal sealed class Lz4FrameBuilder
{
    private const uint Stored = 0x8000_0000;

    private readonly List<byte> _frame = [];
    private readonly bool _blockChecksums;

    public Lz4FrameBuilder(byte flags, byte blockDescriptor = 0x40, ulong? contentSize = null)
    {
        _blockChecksums = (flags & 0x10) != 0;
        _frame.AddRange([0x04, 0x22, 0x4d, 0x18]);
        List<byte> descriptor = [flags, blockDescriptor];
        if (contentSize is { } size)
        {
            byte[] bytes = new byte[8];
            BinaryPrimitives.WriteUInt64LittleEndian(bytes, size);
            descriptor.AddRange(bytes);
        }

        _frame.AddRange(descriptor);
        _frame.Add((byte)(XxHash32.HashToUInt32(descriptor.ToArray()) >> 8));
    }

    public Lz4FrameBuilder StoredBlock(byte[] content) => Block(content, Stored);

    public Lz4FrameBuilder CompressedBlock(byte[] block) => Block(block, 0);

    public byte[] End(byte[]? contentForChecksum = null)
    {
        WriteWord(0);
        if (contentForChecksum is not null)
        {
            WriteWord(XxHash32.HashToUInt32(contentForChecksum));
        }

        return _frame.ToArray();
    }

    private Lz4FrameBuilder Block(byte[] bytes, uint flag)
    {
        WriteWord((uint)bytes.Length | flag);
        _frame.AddRange(bytes);
        if (_blockChecksums)
        {
            WriteWord(XxHash32.HashToUInt32(bytes));
        }

        return this;
    }

    private void WriteWord(uint word)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, word);
        _frame.AddRange(bytes);
    }
}
