using ScwSecretBackup.Kloset.Envelopes;
using ScwSecretBackup.Kloset.Msgpack;

namespace ScwSecretBackup.Kloset.Objects;

/// <summary>Content of a file as a list of chunks (FORMAT §6.4).</summary>
internal sealed record ObjectRecord
{
    private const int MaxChunks = 16 * 1024 * 1024;

    /// <summary>Version word.</summary>
    public uint Version { get; init; } = KlosetVersion.V1_0_0.Word;

    /// <summary>MAC of the whole content.</summary>
    public required Mac ContentMac { get; init; }

    /// <summary>Chunks in the order of the content.</summary>
    public required IReadOnlyList<ChunkRecord> Chunks { get; init; }

    /// <summary>MIME type; "" when the writer gave none.</summary>
    public string ContentType { get; init; } = "";

    /// <summary>Mean of the chunks' entropies, weighted with their lengths.</summary>
    public double Entropy { get; init; }

    /// <summary>Always 0 so far.</summary>
    public uint Flags { get; init; }

    /// <summary>Bytes of the content.</summary>
    public long Size => Chunks.Sum(chunk => (long)chunk.Length);

    public void Encode(MsgpackWriter writer)
    {
        writer.WriteMapHeader(4 + (ContentType.Length > 0 ? 1 : 0) + (Entropy != 0 ? 1 : 0));
        writer.WriteString("version");
        writer.WriteUInt32(Version);
        writer.WriteString("contentMAC");
        writer.WriteMac(ContentMac);
        writer.WriteString("chunks");
        EncodeChunks(writer);
        if (ContentType.Length > 0)
        {
            writer.WriteString("content_type");
            writer.WriteString(ContentType);
        }

        if (Entropy != 0)
        {
            writer.WriteString("entropy");
            writer.WriteDouble(Entropy);
        }

        writer.WriteString("flags");
        writer.WriteUInt32(Flags);
    }

    public static ObjectRecord Decode(ReadOnlySpan<byte> data)
    {
        MsgpackReader reader = new(data, "object");
        ObjectRecord record = new() { Version = 0, ContentMac = Mac.Nil, Chunks = [] };
        for (int remaining = reader.ReadMapHeader(); remaining > 0; remaining--)
        {
            switch (reader.ReadString())
            {
                case "version": record = record with { Version = reader.ReadUInt32() }; break;
                case "contentMAC": record = record with { ContentMac = reader.ReadMac() }; break;
                case "chunks": record = record with { Chunks = DecodeChunks(ref reader) }; break;
                case "content_type": record = record with { ContentType = reader.ReadString() }; break;
                case "entropy": record = record with { Entropy = reader.ReadDouble() }; break;
                case "flags": record = record with { Flags = reader.ReadUInt32() }; break;
                default: reader.Skip(); break;
            }
        }

        return record;
    }

    private void EncodeChunks(MsgpackWriter writer)
    {
        if (Chunks.Count == 0)
        {
            writer.WriteNil();
            return;
        }

        writer.WriteArrayHeader(Chunks.Count);
        foreach (ChunkRecord chunk in Chunks)
        {
            chunk.Encode(writer);
        }
    }

    private static List<ChunkRecord> DecodeChunks(ref MsgpackReader reader)
    {
        int count = reader.ReadArrayHeader(MaxChunks);
        List<ChunkRecord> chunks = [];
        for (int i = 0; i < count; i++)
        {
            chunks.Add(ChunkRecord.Decode(ref reader));
        }

        return chunks;
    }
}
