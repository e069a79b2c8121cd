using ScwSecretBackup.Kloset.Envelopes;
using ScwSecretBackup.Kloset.Msgpack;
using ScwSecretBackup.Kloset.Objects;

namespace ScwSecretBackup.Kloset.Snapshots;

/// <summary>A VFS_ENTRY blob: one node of a snapshot (FORMAT §9.4).</summary>
internal sealed record EntryRecord
{
    private const int MaxItems = 1 << 16;

    /// <summary>Version word.</summary>
    public uint Version { get; init; } = KlosetVersion.V1_0_0.Word;

    /// <summary>Path of the directory the node is in, raw bytes; "/" for the root itself.</summary>
    public required ReadOnlyMemory<byte> ParentPath { get; init; }

    /// <summary>Name and attributes.</summary>
    public required FileInfoRecord FileInfo { get; init; }

    /// <summary>Statistics of a directory, inline in format 1.0 only.</summary>
    public SummaryRecord? Summary { get; init; }

    /// <summary>Target of a symbolic link, raw bytes.</summary>
    public ReadOnlyMemory<byte> SymlinkTarget { get; init; }

    /// <summary>Content; nil for all but regular files.</summary>
    public Mac Object { get; init; }

    /// <summary>MIME type, format 1.1.</summary>
    public string ContentType { get; init; } = "";

    /// <summary>Entropy of the content, format 1.1.</summary>
    public double Entropy { get; init; }

    /// <summary>Number of chunks of the content, format 1.1.</summary>
    public ulong ChunkCount { get; init; }

    /// <summary>Names of alternate data streams (Windows).</summary>
    public IReadOnlyList<string> AlternateDataStreams { get; init; } = [];

    /// <summary>Security descriptor (Windows).</summary>
    public ReadOnlyMemory<byte> SecurityDescriptor { get; init; }

    /// <summary>File attributes (Windows).</summary>
    public uint FileAttributes { get; init; }

    /// <summary>Names of extended attributes, sorted.</summary>
    public IReadOnlyList<string> ExtendedAttributes { get; init; } = [];

    /// <summary>What analyzers say.</summary>
    public IReadOnlyList<EntryClassification> Classifications { get; init; } = [];

    /// <summary>Free metadata.</summary>
    public IReadOnlyList<CustomMetadata> CustomMetadata { get; init; } = [];

    /// <summary>Tags.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    public void Encode(MsgpackWriter writer)
    {
        writer.WriteMapHeader(5 + CountOptionalMembers());
        writer.WriteString("version");
        writer.WriteUInt32(Version);
        writer.WriteString("parent_path");
        writer.WriteStringBytes(ParentPath.Span);
        writer.WriteString("file_info");
        FileInfo.Encode(writer);
        writer.WriteString("summary");
        EncodeSummary(writer);
        if (!SymlinkTarget.IsEmpty)
        {
            writer.WriteString("symlink_target");
            writer.WriteStringBytes(SymlinkTarget.Span);
        }

        writer.WriteString("object");
        writer.WriteMac(Object);
        EncodeContent(writer);
        EncodeWindows(writer);
        EncodeLists(writer);
    }

    public static EntryRecord Decode(ReadOnlySpan<byte> data)
    {
        MsgpackReader reader = new(data, "vfs entry");
        EntryRecord entry = new() { Version = 0, ParentPath = default, FileInfo = new FileInfoRecord { Name = default, LinkCount = 0 } };
        for (int remaining = reader.ReadMapHeader(); remaining > 0; remaining--)
        {
            string key = reader.ReadString();
            switch (key)
            {
                case "version": entry = entry with { Version = reader.ReadUInt32() }; break;
                case "parent_path": entry = entry with { ParentPath = reader.ReadStringBytes().ToArray() }; break;
                case "file_info": entry = entry with { FileInfo = FileInfoRecord.Decode(ref reader) }; break;
                case "summary": entry = entry with { Summary = reader.TryReadNil() ? null : SummaryRecord.Decode(ref reader) }; break;
                case "symlink_target": entry = entry with { SymlinkTarget = reader.ReadStringBytes().ToArray() }; break;
                case "object": entry = entry with { Object = reader.ReadMac() }; break;
                default: entry = entry.DecodeOptional(key, ref reader); break;
            }
        }

        return entry;
    }

    private EntryRecord DecodeOptional(string key, ref MsgpackReader reader)
    {
        switch (key)
        {
            case "content_type": return this with { ContentType = reader.ReadString() };
            case "entropy": return this with { Entropy = reader.ReadDouble() };
            case "chunks": return this with { ChunkCount = reader.ReadUInt64() };
            case "alternate_data_streams": return this with { AlternateDataStreams = RecordLists.DecodeStrings(ref reader, MaxItems) };
            case "security_descriptor": return this with { SecurityDescriptor = reader.ReadBinary() };
            case "file_attributes": return this with { FileAttributes = reader.ReadUInt32() };
            case "extended_attributes": return this with { ExtendedAttributes = RecordLists.DecodeStrings(ref reader, MaxItems) };
            case "classifications": return this with { Classifications = RecordLists.Decode(ref reader, MaxItems, EntryClassification.Decode) };
            case "custom_metadata": return this with { CustomMetadata = RecordLists.Decode(ref reader, MaxItems, Snapshots.CustomMetadata.Decode) };
            case "tags": return this with { Tags = RecordLists.DecodeStrings(ref reader, MaxItems) };
            default: reader.Skip(); return this;
        }
    }

    private int CountOptionalMembers() =>
        Convert.ToInt32(!SymlinkTarget.IsEmpty)
        + Convert.ToInt32(ContentType.Length > 0)
        + Convert.ToInt32(Entropy != 0)
        + Convert.ToInt32(ChunkCount != 0)
        + Convert.ToInt32(AlternateDataStreams.Count > 0)
        + Convert.ToInt32(!SecurityDescriptor.IsEmpty)
        + Convert.ToInt32(FileAttributes != 0)
        + Convert.ToInt32(ExtendedAttributes.Count > 0)
        + Convert.ToInt32(Classifications.Count > 0)
        + Convert.ToInt32(CustomMetadata.Count > 0)
        + Convert.ToInt32(Tags.Count > 0);

    private void EncodeSummary(MsgpackWriter writer)
    {
        if (Summary is null)
        {
            writer.WriteNil();
        }
        else
        {
            Summary.Encode(writer);
        }
    }

    private void EncodeContent(MsgpackWriter writer)
    {
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

        if (ChunkCount != 0)
        {
            writer.WriteString("chunks");
            writer.WriteUInt64(ChunkCount);
        }
    }

    private void EncodeWindows(MsgpackWriter writer)
    {
        EncodeStrings(writer, "alternate_data_streams", AlternateDataStreams);
        if (!SecurityDescriptor.IsEmpty)
        {
            writer.WriteString("security_descriptor");
            writer.WriteBinary(SecurityDescriptor.Span);
        }

        if (FileAttributes != 0)
        {
            writer.WriteString("file_attributes");
            writer.WriteUInt32(FileAttributes);
        }
    }

    private void EncodeLists(MsgpackWriter writer)
    {
        EncodeStrings(writer, "extended_attributes", ExtendedAttributes);
        if (Classifications.Count > 0)
        {
            writer.WriteString("classifications");
            RecordLists.Encode(writer, Classifications, static (item, target) => item.Encode(target));
        }

        if (CustomMetadata.Count > 0)
        {
            writer.WriteString("custom_metadata");
            RecordLists.Encode(writer, CustomMetadata, static (item, target) => item.Encode(target));
        }

        EncodeStrings(writer, "tags", Tags);
    }

    private static void EncodeStrings(MsgpackWriter writer, string name, IReadOnlyList<string> items)
    {
        if (items.Count > 0)
        {
            writer.WriteString(name);
            RecordLists.Encode(writer, items, static (item, target) => target.WriteString(item));
        }
    }
}
