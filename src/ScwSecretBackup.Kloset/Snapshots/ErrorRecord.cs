using ScwSecretBackup.Kloset.Envelopes;
using ScwSecretBackup.Kloset.Msgpack;

namespace ScwSecretBackup.Kloset.Snapshots;

/// <summary>An ERROR_ENTRY blob: something that could not be backed up (FORMAT §9.7).</summary>
/// <param name="Path">Its path, raw bytes.</param>
/// <param name="Error">Why.</param>
internal sealed record ErrorRecord(ReadOnlyMemory<byte> Path, string Error)
{
    /// <summary>Version word.</summary>
    public uint Version { get; init; } = KlosetVersion.V1_0_0.Word;

    public void Encode(MsgpackWriter writer)
    {
        writer.WriteMapHeader(3);
        writer.WriteString("version");
        writer.WriteUInt32(Version);
        writer.WriteString("name");
        writer.WriteStringBytes(Path.Span);
        writer.WriteString("error");
        writer.WriteString(Error);
    }

    public static ErrorRecord Decode(ReadOnlySpan<byte> data)
    {
        MsgpackReader reader = new(data, "error entry");
        ErrorRecord error = new(default, "") { Version = 0 };
        for (int remaining = reader.ReadMapHeader(); remaining > 0; remaining--)
        {
            switch (reader.ReadString())
            {
                case "version": error = error with { Version = reader.ReadUInt32() }; break;
                case "name": error = error with { Path = reader.ReadStringBytes().ToArray() }; break;
                case "error": error = error with { Error = reader.ReadString() }; break;
                default: reader.Skip(); break;
            }
        }

        return error;
    }
}
