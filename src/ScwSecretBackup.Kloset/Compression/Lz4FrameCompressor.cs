using System.Buffers;
using System.Buffers.Binary;
using System.IO.Hashing;
using K4os.Compression.LZ4;
using ScwSecretBackup.Kloset.Cryptography;

namespace ScwSecretBackup.Kloset.Compression;

/// <summary>LZ4 frames as plakar writes them: independent blocks of 4 MiB, content checksum (FORMAT §4.1).</summary>
internal sealed class Lz4FrameCompressor : ICompressor
{
    private const int BlockSize = 4 * 1024 * 1024;
    private const uint StoredFlag = 0x8000_0000;

    private static ReadOnlySpan<byte> Header => [0x04, 0x22, 0x4d, 0x18, 0x64, 0x70, 0xb9];

    public void Compress(ReadOnlySpan<byte> plaintext, PinnedBuffer output)
    {
        output.Write(Header);
        uint checksum = XxHash32.HashToUInt32(plaintext);
        while (!plaintext.IsEmpty)
        {
            int length = Math.Min(BlockSize, plaintext.Length);
            WriteBlock(plaintext[..length], output);
            plaintext = plaintext[length..];
        }

        const uint EndMark = 0;
        WriteWord(EndMark, output);
        WriteWord(checksum, output);
    }

    public void Decompress(ReadOnlySpan<byte> compressed, PinnedBuffer output, int maxLength, string what) =>
        new Lz4FrameReader(compressed, output, maxLength, what).Read();

    /// <summary>A block that does not shrink is stored as it is.</summary>
    private static void WriteBlock(ReadOnlySpan<byte> plaintext, PinnedBuffer output)
    {
        Span<byte> room = output.GetSpan(sizeof(uint) + plaintext.Length);
        Span<byte> target = room.Slice(sizeof(uint), plaintext.Length);
        int encoded = LZ4Codec.Encode(plaintext, target[..^1], LZ4Level.L00_FAST);
        bool stored = encoded <= 0;
        if (stored)
        {
            plaintext.CopyTo(target);
            encoded = plaintext.Length;
        }

        BinaryPrimitives.WriteUInt32LittleEndian(room, stored ? (uint)encoded | StoredFlag : (uint)encoded);
        output.Advance(sizeof(uint) + encoded);
    }

    private static void WriteWord(uint word, PinnedBuffer output)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(output.GetSpan(sizeof(uint)), word);
        output.Advance(sizeof(uint));
    }
}
