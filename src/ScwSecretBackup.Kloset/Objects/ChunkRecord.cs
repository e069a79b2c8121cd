using ScwSecretBackup.Kloset.Envelopes;
using ScwSecretBackup.Kloset.Msgpack;

namespace ScwSecretBackup.Kloset.Objects;

/// <summary>One piece of an object's content (FORMAT §6.3).</summary>
/// <param name="ContentMac">MAC of the piece and key of its CHUNK blob.</param>
/// <param name="Length">Bytes of the piece.</param>
/// <param name="Entropy">Shannon entropy, bits per byte.</param>
internal readonly record struct ChunkRecord(Mac ContentMac, uint Length, double Entropy)
{
    /// <summary>Version word.</summary>
    public uint Version { get; init; } = KlosetVersion.V1_0_0.Word;

    /// <summary>Always 0 so far.</summary>
    public uint Flags { get; init; }

    public void Encode(MsgpackWriter writer)
    {
        writer.WriteMapHeader(5);
        writer.WriteString("version");
        writer.WriteUInt32(Version);
        writer.WriteString("contentMAC");
        writer.WriteMac(ContentMac);
        writer.WriteString("length");
        writer.WriteUInt32(Length);
        writer.WriteString("entropy");
        writer.WriteDouble(Entropy);
        writer.WriteString("flags");
        writer.WriteUInt32(Flags);
    }

    public static ChunkRecord Decode(ref MsgpackReader reader)
    {
        ChunkRecord chunk = new(Mac.Nil, 0, 0) { Version = 0 };
        for (int remaining = reader.ReadMapHeader(); remaining > 0; remaining--)
        {
            switch (reader.ReadString())
            {
                case "version": chunk = chunk with { Version = reader.ReadUInt32() }; break;
                case "contentMAC": chunk = chunk with { ContentMac = reader.ReadMac() }; break;
                case "length": chunk = chunk with { Length = reader.ReadUInt32() }; break;
                case "entropy": chunk = chunk with { Entropy = reader.ReadDouble() }; break;
                case "flags": chunk = chunk with { Flags = reader.ReadUInt32() }; break;
                default: reader.Skip(); break;
            }
        }

        return chunk;
    }
}
