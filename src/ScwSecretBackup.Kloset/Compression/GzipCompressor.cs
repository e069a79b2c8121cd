using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using ScwSecretBackup.Kloset.Cryptography;

namespace ScwSecretBackup.Kloset.Compression;

/// <summary>One gzip member (FORMAT §4.2).</summary>
internal sealed class GzipCompressor : ICompressor
{
    private const int HeaderSize = 10;
    private const int TrailerSize = 2 * sizeof(uint);
    private const int ReadSize = 64 * 1024;

    // GZipStream writes nothing for empty input, but an empty item is a member like any other.
    private static ReadOnlySpan<byte> EmptyMember =>
        [0x1f, 0x8b, 0x08, 0, 0, 0, 0, 0, 0, 0xff, 0x03, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    public void Compress(ReadOnlySpan<byte> plaintext, PinnedBuffer output)
    {
        if (plaintext.IsEmpty)
        {
            output.Write(EmptyMember);
            return;
        }

        using PinnedBufferStream stream = new(output);
        using GZipStream gzip = new(stream, CompressionLevel.Optimal);
        gzip.Write(plaintext);
    }

    public void Decompress(ReadOnlySpan<byte> compressed, PinnedBuffer output, int maxLength, string what)
    {
        if (compressed.Length < HeaderSize + TrailerSize)
        {
            throw new KlosetFormatException($"The {what} is cut off: {compressed.Length} bytes are no gzip member.");
        }

        try
        {
            Inflate(compressed, output, maxLength, what);
        }
        catch (InvalidDataException exception)
        {
            throw new KlosetFormatException($"The {what} is damaged: its gzip data can't be decompressed.", exception);
        }

        // GZipStream takes a stream that stops early for one that is complete.
        ReadOnlySpan<byte> trailer = compressed[^TrailerSize..];
        if (BinaryPrimitives.ReadUInt32LittleEndian(trailer) != Crc32.HashToUInt32(output.WrittenSpan)
            || BinaryPrimitives.ReadUInt32LittleEndian(trailer[sizeof(uint)..]) != (uint)output.Length)
        {
            throw new KlosetFormatException($"The {what} is damaged: the checksum or length of its gzip data does not match.");
        }
    }

    private static void Inflate(ReadOnlySpan<byte> compressed, PinnedBuffer output, int maxLength, string what)
    {
        using PinnedBuffer copy = new(compressed.Length);
        copy.Write(compressed);
        MemoryMarshal.TryGetArray(copy.Memory, out ArraySegment<byte> segment);
        using MemoryStream stream = new(segment.Array!, segment.Offset, segment.Count, writable: false);
        using GZipStream gzip = new(stream, CompressionMode.Decompress);
        while (true)
        {
            // One byte beyond the limit tells "too long" from "exactly as long as allowed".
            int room = (int)Math.Min(ReadSize, (long)maxLength + 1 - output.Length);
            int read = gzip.Read(output.GetSpan(room)[..room]);
            output.Advance(read);
            if (output.Length > maxLength)
            {
                throw new KlosetFormatException($"The {what} decompresses to more than the {maxLength} bytes that may be.");
            }

            if (read == 0)
            {
                return;
            }
        }
    }
}
