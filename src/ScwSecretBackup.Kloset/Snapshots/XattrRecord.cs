using System.Text;
using ScwSecretBackup.Kloset.Envelopes;
using ScwSecretBackup.Kloset.Msgpack;

namespace ScwSecretBackup.Kloset.Snapshots;

/// <summary>An XATTR_ENTRY blob: an extended attribute or alternate data stream (FORMAT §9.6).</summary>
internal sealed record XattrRecord
{
    /// <summary>Version word.</summary>
    public uint Version { get; init; } = KlosetVersion.V1_0_0.Word;

    /// <summary>Path of the node it belongs to, raw bytes.</summary>
    public required ReadOnlyMemory<byte> Path { get; init; }

    /// <summary>Name of the attribute.</summary>
    public required string Name { get; init; }

    /// <summary>Bytes of the value.</summary>
    public long Size { get; init; }

    /// <summary>0 extended attribute, 1 alternate data stream, 2 custom.</summary>
    public byte Type { get; init; }

    /// <summary>The value.</summary>
    public Mac Object { get; init; }

    /// <summary>Key in the xattr tree.</summary>
    public ReadOnlyMemory<byte> TreeKey => (byte[])[.. Path.Span, .. Encoding.UTF8.GetBytes(Name), Separator];

    private byte Separator => Type switch
    {
        0 => (byte)':',
        1 => (byte)'@',
        2 => (byte)'%',
        _ => (byte)'#',
    };

    public void Encode(MsgpackWriter writer)
    {
        writer.WriteMapHeader(6);
        writer.WriteString("version");
        writer.WriteUInt32(Version);
        writer.WriteString("path");
        writer.WriteStringBytes(Path.Span);
        writer.WriteString("name");
        writer.WriteString(Name);
        writer.WriteString("size");
        writer.WriteInt64(Size);
        writer.WriteString("type");
        writer.WriteUInt8(Type);
        writer.WriteString("object");
        writer.WriteMac(Object);
    }

    public static XattrRecord Decode(ReadOnlySpan<byte> data)
    {
        MsgpackReader reader = new(data, "xattr entry");
        XattrRecord xattr = new() { Version = 0, Path = default, Name = "" };
        for (int remaining = reader.ReadMapHeader(); remaining > 0; remaining--)
        {
            switch (reader.ReadString())
            {
                case "version": xattr = xattr with { Version = reader.ReadUInt32() }; break;
                case "path": xattr = xattr with { Path = reader.ReadStringBytes().ToArray() }; break;
                case "name": xattr = xattr with { Name = reader.ReadString() }; break;
                case "size": xattr = xattr with { Size = reader.ReadInt64() }; break;
                case "type": xattr = xattr with { Type = reader.ReadByte() }; break;
                case "object": xattr = xattr with { Object = reader.ReadMac() }; break;
                default: reader.Skip(); break;
            }
        }

        return xattr;
    }
}
