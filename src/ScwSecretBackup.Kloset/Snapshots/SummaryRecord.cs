using ScwSecretBackup.Kloset.Msgpack;

namespace ScwSecretBackup.Kloset.Snapshots;

/// <summary>Statistics of a directory (FORMAT §9.8): what listings and progress displays show.</summary>
internal sealed record SummaryRecord
{
    /// <summary>Direct children.</summary>
    public SummaryCounters Directory { get; init; } = new();

    /// <summary>Everything deeper.</summary>
    public SummaryCounters Below { get; init; } = new();

    public ulong Files => Directory.Files + Below.Files;

    public ulong Size => Directory.Size + Below.Size;

    public ulong Errors => Directory.Errors + Below.Errors;

    public void Encode(MsgpackWriter writer)
    {
        bool directory = !Directory.IsZero;
        writer.WriteMapHeader(directory ? 2 : 1);
        if (directory)
        {
            writer.WriteString("directory");
            Directory.Encode(writer, alwaysErrors: false);
        }

        writer.WriteString("below");
        Below.Encode(writer, alwaysErrors: true);
    }

    public static SummaryRecord Decode(ReadOnlySpan<byte> data)
    {
        MsgpackReader reader = new(data, "summary");
        return Decode(ref reader);
    }

    public static SummaryRecord Decode(ref MsgpackReader reader)
    {
        SummaryRecord summary = new();
        for (int remaining = reader.ReadMapHeader(); remaining > 0; remaining--)
        {
            switch (reader.ReadString())
            {
                case "directory": summary = summary with { Directory = SummaryCounters.Decode(ref reader) }; break;
                case "below": summary = summary with { Below = SummaryCounters.Decode(ref reader) }; break;
                default: reader.Skip(); break;
            }
        }

        return summary;
    }
}
