using ScwSecretBackup.Kloset.Msgpack;
using ScwSecretBackup.Kloset.Objects;

namespace ScwSecretBackup.Kloset.Snapshots;

/// <summary>What was backed up and where its trees are (FORMAT §9.1). A snapshot has exactly one in practice.</summary>
internal sealed record HeaderSource
{
    private const int MaxItems = 1 << 16;

    public string ImporterType { get; init; } = "";

    public string ImporterOrigin { get; init; } = "";

    public string ImporterDirectory { get; init; } = "";

    /// <summary>Null where the store has nil.</summary>
    public IReadOnlyList<KeyValuePair<string, string>>? Context { get; init; } = [];

    public HeaderTrees Trees { get; init; } = new(Mac.Nil, Mac.Nil, Mac.Nil);

    /// <summary>Null where the store has nil.</summary>
    public IReadOnlyList<HeaderIndex>? Indexes { get; init; } = [];

    /// <summary>Summary of the root directory.</summary>
    public SummaryRecord Summary { get; init; } = new();

    /// <summary>Root record of an index, or null when the snapshot doesn't have it.</summary>
    public Mac? FindIndex(string name) => Indexes?.FirstOrDefault(index => index.Name == name)?.Root;

    public void Encode(MsgpackWriter writer)
    {
        writer.WriteMapHeader(5);
        writer.WriteString("importer");
        writer.WriteMapHeader(3);
        writer.WriteString("type");
        writer.WriteString(ImporterType);
        writer.WriteString("origin");
        writer.WriteString(ImporterOrigin);
        writer.WriteString("directory");
        writer.WriteString(ImporterDirectory);
        writer.WriteString("context");
        RecordLists.Encode(writer, Context, HeaderPairs.EncodeContext);
        writer.WriteString("root");
        Trees.Encode(writer);
        writer.WriteString("indexes");
        RecordLists.Encode(writer, Indexes, static (item, target) => item.Encode(target));
        writer.WriteString("summary");
        Summary.Encode(writer);
    }

    public static HeaderSource Decode(ref MsgpackReader reader)
    {
        HeaderSource source = new() { Context = null, Indexes = null };
        for (int remaining = reader.ReadMapHeader(); remaining > 0; remaining--)
        {
            switch (reader.ReadString())
            {
                case "importer": source = source.DecodeImporter(ref reader); break;
                case "context": source = source with { Context = RecordLists.DecodeNullable(ref reader, MaxItems, HeaderPairs.DecodeContext) }; break;
                case "root": source = source with { Trees = HeaderTrees.Decode(ref reader) }; break;
                case "indexes": source = source with { Indexes = RecordLists.DecodeNullable(ref reader, MaxItems, HeaderIndex.Decode) }; break;
                case "summary": source = source with { Summary = SummaryRecord.Decode(ref reader) }; break;
                default: reader.Skip(); break;
            }
        }

        return source;
    }

    private HeaderSource DecodeImporter(ref MsgpackReader reader)
    {
        HeaderSource source = this;
        for (int remaining = reader.ReadMapHeader(); remaining > 0; remaining--)
        {
            switch (reader.ReadString())
            {
                case "type": source = source with { ImporterType = reader.ReadString() }; break;
                case "origin": source = source with { ImporterOrigin = reader.ReadString() }; break;
                case "directory": source = source with { ImporterDirectory = reader.ReadString() }; break;
                default: reader.Skip(); break;
            }
        }

        return source;
    }
}
