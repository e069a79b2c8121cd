using System.Buffers;
using ScwSecretBackup.Kloset.Cryptography;
using ZstdSharp;
using ZstdSharp.Unsafe;

namespace ScwSecretBackup.Kloset.Compression;

/// <summary>One Zstandard frame; nothing at all for empty input (FORMAT §4.2).</summary>
internal sealed class ZstdCompressor : ICompressor
{
    private const int Level = 3;
    private const int ReadSize = 64 * 1024;

    // 32 MiB: four times the largest window that plakar's encoder uses, and a bound on what a hostile frame can make the decoder allocate.
    private const int MaxWindowLog = 25;

    public void Compress(ReadOnlySpan<byte> plaintext, PinnedBuffer output)
    {
        if (plaintext.IsEmpty)
        {
            return;
        }

        using ZstdSharp.Compressor zstd = new(Level);
        zstd.SetParameter(ZSTD_cParameter.ZSTD_c_checksumFlag, 1);
        Span<byte> room = output.GetSpan(ZstdSharp.Compressor.GetCompressBound(plaintext.Length));
        output.Advance(zstd.Wrap(plaintext, room));
    }

    public void Decompress(ReadOnlySpan<byte> compressed, PinnedBuffer output, int maxLength, string what)
    {
        if (compressed.IsEmpty)
        {
            return;
        }

        using Decompressor zstd = new();
        zstd.SetParameter(ZSTD_dParameter.ZSTD_d_windowLogMax, MaxWindowLog);
        try
        {
            Decompress(zstd, compressed, output, maxLength, what);
        }
        catch (ZstdException exception)
        {
            throw new KlosetFormatException($"The {what} is damaged: its Zstandard data can't be decompressed.", exception);
        }
    }

    private static void Decompress(Decompressor zstd, ReadOnlySpan<byte> compressed, PinnedBuffer output, int maxLength, string what)
    {
        OperationStatus status;
        do
        {
            // One byte beyond the limit tells "too long" from "exactly as long as allowed".
            int room = (int)Math.Min(ReadSize, (long)maxLength + 1 - output.Length);
            status = zstd.UnwrapStream(compressed, output.GetSpan(room)[..room], out int consumed, out int written);
            compressed = compressed[consumed..];
            output.Advance(written);
            if (output.Length > maxLength)
            {
                throw new KlosetFormatException($"The {what} decompresses to more than the {maxLength} bytes that may be.");
            }

            if (status == OperationStatus.NeedMoreData || (consumed == 0 && written == 0 && status != OperationStatus.Done))
            {
                throw new KlosetFormatException($"The {what} is cut off: its Zstandard frame is not complete.");
            }
        }
        while (status != OperationStatus.Done);
    }
}
