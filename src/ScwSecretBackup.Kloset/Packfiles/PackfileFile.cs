using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using ScwSecretBackup.Kloset.Cryptography;
using ScwSecretBackup.Kloset.Envelopes;
using ScwSecretBackup.Kloset.Storage;

namespace ScwSecretBackup.Kloset.Packfiles;

/// <summary>Reads whole packfiles (FORMAT §7.1, §7.8).</summary>
internal static class PackfileFile
{
    /// <summary>Where the blob area begins in the file; offsets of blobs count from here.</summary>
    public const int BlobAreaOffset = Envelope.HeaderSize;

    private const int FooterLengthSize = sizeof(uint);

    /// <summary>Verifies envelope, name, footer and index, but not the blobs.</summary>
    /// <param name="file">The whole file; the result refers to it.</param>
    /// <param name="expectedName">Name it is stored under; null when that is not the MAC of its payload or not to be checked.</param>
    /// <param name="codec">Codec of the store.</param>
    /// <exception cref="KlosetFormatException">Anything is damaged or runs out of bounds.</exception>
    public static PackfileContents Parse(ReadOnlyMemory<byte> file, Mac? expectedName, StoreCodec codec)
    {
        string name = expectedName is { } known ? new StorageKey(StorageArea.Packfile, known).RelativePath : "packfile";
        ReadOnlyMemory<byte> payload = Envelope.Open(file, ResourceType.Packfile, codec.Mac, name, out _);
        Mac computedName = codec.Mac.Compute(payload.Span);
        if (expectedName is { } expected && expected != computedName)
        {
            throw Damaged(name, $"its content belongs to the name {computedName}");
        }

        PackfileFooter footer = ReadFooter(payload.Span, codec, name, out int indexEnd);
        if (footer.IndexOffset > (ulong)indexEnd)
        {
            throw Damaged(name, "its footer points behind its end");
        }

        int blobAreaLength = (int)footer.IndexOffset;
        IReadOnlyList<PackfileIndexEntry> entries = ReadIndex(payload.Span[blobAreaLength..indexEnd], footer, codec, name);
        return new PackfileContents(computedName, footer.UnixNanoseconds, entries, payload[..blobAreaLength]);
    }

    /// <param name="payload">The payload, or the end of it.</param>
    /// <param name="codec">Codec of the store.</param>
    /// <param name="name">Name of the packfile, for messages.</param>
    /// <param name="start">Where the encoded footer begins: the end of the index.</param>
    public static PackfileFooter ReadFooter(ReadOnlySpan<byte> payload, StoreCodec codec, string name, out int start)
    {
        if (payload.Length < FooterLengthSize)
        {
            throw Damaged(name, "it has no footer");
        }

        int end = payload.Length - FooterLengthSize;
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(payload[end..]);
        if (length > (uint)end)
        {
            throw Damaged(name, "its footer is longer than the file");
        }

        start = end - (int)length;
        using IMemoryOwner<byte> footer = codec.Decode(payload[start..end], PackfileFooter.Size, $"footer of the packfile '{name}'");
        return footer.Memory.Length == PackfileFooter.Size
            ? PackfileFooter.Parse(footer.Memory.Span)
            : throw Damaged(name, $"its footer has {footer.Memory.Length} bytes");
    }

    /// <summary>Decodes and verifies the index.</summary>
    public static IReadOnlyList<PackfileIndexEntry> ReadIndex(ReadOnlySpan<byte> encoded, PackfileFooter footer, StoreCodec codec, string name)
    {
        long length = (long)footer.Count * PackfileIndex.RecordSize;
        if (length > Array.MaxLength)
        {
            throw Damaged(name, $"its footer counts {footer.Count} blobs");
        }

        using IMemoryOwner<byte> index = codec.Decode(encoded, (int)length, $"index of the packfile '{name}'");
        ReadOnlySpan<byte> records = index.Memory.Span;
        if (records.Length != length)
        {
            throw Damaged(name, $"its index has {records.Length} bytes for {footer.Count} blobs");
        }

        if (!CryptographicOperations.FixedTimeEquals(codec.Mac.Compute(records).ToArray(), footer.IndexMac.ToArray()))
        {
            throw Damaged(name, "the MAC of its index does not match");
        }

        return PackfileIndex.Parse(records, (int)footer.IndexOffset, name);
    }

    private static KlosetFormatException Damaged(string name, string problem) => new($"The packfile '{name}' is damaged: {problem}.");
}
