using ScwSecretBackup.Kloset.Envelopes;
using ScwSecretBackup.Kloset.Msgpack;
using ScwSecretBackup.Kloset.Objects;

namespace ScwSecretBackup.Kloset.Snapshots;

/// <summary>A SNAPSHOT blob (FORMAT §9.1).</summary>
internal sealed record HeaderRecord
{
    private const int MaxItems = 1 << 16;
    private const long NanosecondsPerTick = 100;

    /// <summary>Version word.</summary>
    public uint Version { get; init; } = KlosetVersion.V1_0_0.Word;

    public required Mac Identifier { get; init; }

    /// <summary>Start of the backup.</summary>
    public KlosetTime Timestamp { get; init; }

    public long DurationNanoseconds { get; init; }

    public HeaderIdentity Identity { get; init; } = HeaderIdentity.None;

    public string Name { get; init; } = "";

    public string Category { get; init; } = "";

    public string Environment { get; init; } = "";

    public string Perimeter { get; init; } = "";

    public string Job { get; init; } = "";

    public uint Replicas { get; init; } = 1;

    /// <summary>Absent in format 1.0.</summary>
    public string Dataset { get; init; } = "";

    /// <summary>Absent in format 1.0. Null where the store has nil.</summary>
    public IReadOnlyList<string>? DataClasses { get; init; } = [];

    /// <summary>Null where the store has nil.</summary>
    public IReadOnlyList<HeaderClassification>? Classifications { get; init; } = [];

    /// <summary>Null where the store has nil.</summary>
    public IReadOnlyList<string>? Tags { get; init; } = [];

    /// <summary>Null where the store has nil.</summary>
    public IReadOnlyList<KeyValuePair<string, string>>? Context { get; init; } = [];

    /// <summary>One in practice. Null where the store has nil.</summary>
    public IReadOnlyList<HeaderSource>? Sources { get; init; } = [];

    public void Encode(MsgpackWriter writer)
    {
        writer.WriteMapHeader(17);
        writer.WriteString("version");
        writer.WriteUInt32(Version);
        writer.WriteString("identifier");
        writer.WriteMac(Identifier);
        writer.WriteString("timestamp");
        writer.WriteTime(Timestamp);
        writer.WriteString("duration");
        writer.WriteInt64(DurationNanoseconds);
        writer.WriteString("identity");
        Identity.Encode(writer);
        EncodeDescription(writer);
        writer.WriteString("classifications");
        RecordLists.Encode(writer, Classifications, static (item, target) => item.Encode(target));
        writer.WriteString("tags");
        RecordLists.Encode(writer, Tags, static (item, target) => target.WriteString(item));
        writer.WriteString("context");
        RecordLists.Encode(writer, Context, HeaderPairs.EncodeContext);
        writer.WriteString("sources");
        RecordLists.Encode(writer, Sources, static (item, target) => item.Encode(target));
    }

    public static HeaderRecord Decode(ReadOnlySpan<byte> data)
    {
        MsgpackReader reader = new(data, "snapshot header");
        HeaderRecord header = new()
        {
            Version = 0,
            Identifier = Mac.Nil,
            Replicas = 0,
            DataClasses = null,
            Classifications = null,
            Tags = null,
            Context = null,
            Sources = null,
        };
        for (int remaining = reader.ReadMapHeader(); remaining > 0; remaining--)
        {
            string key = reader.ReadString();
            switch (key)
            {
                case "version": header = header with { Version = reader.ReadUInt32() }; break;
                case "identifier": header = header with { Identifier = reader.ReadMac() }; break;
                case "timestamp": header = header with { Timestamp = reader.ReadTime() }; break;
                case "duration": header = header with { DurationNanoseconds = reader.ReadInt64() }; break;
                case "identity": header = header with { Identity = HeaderIdentity.Decode(ref reader) }; break;
                case "sources": header = header with { Sources = RecordLists.DecodeNullable(ref reader, MaxItems, HeaderSource.Decode) }; break;
                default: header = header.DecodeDescription(key, ref reader); break;
            }
        }

        return header;
    }

    /// <summary>The source that readers use.</summary>
    /// <exception cref="KlosetFormatException">The header has none.</exception>
    public HeaderSource Source => Sources is { Count: > 0 } sources
        ? sources[0]
        : throw new KlosetFormatException($"The header of snapshot {Identifier} has no source.");

    public SnapshotHeader ToHeader() => new()
    {
        Id = Identifier,
        Timestamp = Timestamp.ToDateTimeOffset(),
        Duration = TimeSpan.FromTicks(DurationNanoseconds / NanosecondsPerTick),
        IsSigned = !Identity.IsNone,
        FileCount = (long)Math.Min(Source.Summary.Files, long.MaxValue),
        TotalSize = (long)Math.Min(Source.Summary.Size, long.MaxValue),
        ErrorCount = (long)Math.Min(Source.Summary.Errors, long.MaxValue),
        Description = new SnapshotDescription
        {
            Name = Name,
            Category = Category,
            Environment = Environment,
            Perimeter = Perimeter,
            Job = Job,
            Dataset = Dataset,
            DataClasses = DataClasses ?? [],
            Tags = Tags ?? [],
            Context = Context ?? [],
            ImporterType = Source.ImporterType,
            ImporterOrigin = Source.ImporterOrigin,
            ImporterDirectory = Source.ImporterDirectory,
        },
    };

    private void EncodeDescription(MsgpackWriter writer)
    {
        writer.WriteString("name");
        writer.WriteString(Name);
        writer.WriteString("category");
        writer.WriteString(Category);
        writer.WriteString("environment");
        writer.WriteString(Environment);
        writer.WriteString("perimeter");
        writer.WriteString(Perimeter);
        writer.WriteString("job");
        writer.WriteString(Job);
        writer.WriteString("replicas");
        writer.WriteUInt32(Replicas);
        writer.WriteString("dataset");
        writer.WriteString(Dataset);
        writer.WriteString("data_classes");
        RecordLists.Encode(writer, DataClasses, static (item, target) => target.WriteString(item));
    }

    private HeaderRecord DecodeDescription(string key, ref MsgpackReader reader)
    {
        switch (key)
        {
            case "name": return this with { Name = reader.ReadString() };
            case "category": return this with { Category = reader.ReadString() };
            case "environment": return this with { Environment = reader.ReadString() };
            case "perimeter": return this with { Perimeter = reader.ReadString() };
            case "job": return this with { Job = reader.ReadString() };
            case "replicas": return this with { Replicas = reader.ReadUInt32() };
            case "dataset": return this with { Dataset = reader.ReadString() };
            case "data_classes": return this with { DataClasses = RecordLists.DecodeNullable(ref reader, MaxItems, RecordLists.DecodeString) };
            case "classifications": return this with { Classifications = RecordLists.DecodeNullable(ref reader, MaxItems, HeaderClassification.Decode) };
            case "tags": return this with { Tags = RecordLists.DecodeNullable(ref reader, MaxItems, RecordLists.DecodeString) };
            case "context": return this with { Context = RecordLists.DecodeNullable(ref reader, MaxItems, HeaderPairs.DecodeContext) };
            default: reader.Skip(); return this;
        }
    }
}
