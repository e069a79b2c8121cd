using ScwSecretBackup.Kloset.Cryptography;
using ScwSecretBackup.Kloset.Envelopes;
using ScwSecretBackup.Kloset.Storage;

namespace ScwSecretBackup.Kloset.Packfiles;

/// <summary>Footer and index of a packfile, read without its blobs (FORMAT §7.8). The MAC of the index is verified, nothing else.</summary>
/// <param name="UnixNanoseconds">Creation time in the footer.</param>
/// <param name="Entries">Index, in stored order.</param>
/// <param name="BlobAreaLength">Bytes of the encoded blobs.</param>
/// <param name="FileLength">Bytes of the file.</param>
internal sealed record PackfileTail(long UnixNanoseconds, IReadOnlyList<PackfileIndexEntry> Entries, long BlobAreaLength, long FileLength)
{
    // Footer and index of a packfile of a few hundred blobs come with one read.
    private const int FirstRead = 64 * 1024;

    /// <summary>Reads the end of a packfile.</summary>
    /// <exception cref="KlosetStorageException">There is no such packfile.</exception>
    /// <exception cref="KlosetFormatException">Footer or index are damaged.</exception>
    public static async Task<PackfileTail> ReadAsync(IStorage storage, Mac packfile, StoreCodec codec, CancellationToken cancellationToken)
    {
        StorageKey key = new(StorageArea.Packfile, packfile);
        long fileLength = await storage.GetLengthAsync(key, cancellationToken).ConfigureAwait(false)
            ?? throw new KlosetStorageException($"Packfile {packfile} is missing from '{storage.Location}'.");
        long payloadLength = fileLength - Envelope.HeaderSize - Envelope.FooterSize;
        if (payloadLength is < 0 or > int.MaxValue)
        {
            throw new KlosetFormatException($"The packfile '{key}' is damaged: it has {fileLength} bytes.");
        }

        long end = Envelope.HeaderSize + payloadLength;
        byte[] tail = new byte[Math.Min(FirstRead, payloadLength)];
        await storage.ReadRangeAsync(key, end - tail.Length, tail, cancellationToken).ConfigureAwait(false);
        PackfileFooter footer = PackfileFile.ReadFooter(tail, codec, key.RelativePath, out int footerStart);
        long indexLength = payloadLength - tail.Length + footerStart - (long)Math.Min(footer.IndexOffset, long.MaxValue);
        if (indexLength < 0 || indexLength > MaxEncodedLength(footer.Count))
        {
            throw new KlosetFormatException($"The packfile '{key}' is damaged: its footer counts {footer.Count} blobs and gives their index {indexLength} bytes.");
        }

        byte[] index = new byte[indexLength];
        await storage.ReadRangeAsync(key, Envelope.HeaderSize + (long)footer.IndexOffset, index, cancellationToken).ConfigureAwait(false);
        return new PackfileTail(footer.UnixNanoseconds, PackfileFile.ReadIndex(index, footer, codec, key.RelativePath), (long)footer.IndexOffset, fileLength);
    }

    /// <summary>No compressor makes data twice as long, and encryption adds little: more is not an index, and not worth its memory.</summary>
    private static long MaxEncodedLength(uint count) => (2L * count * PackfileIndex.RecordSize) + FirstRead;
}
