using ScwSecretBackup.Kloset.Msgpack;

namespace ScwSecretBackup.Kloset.Snapshots;

/// <summary>One of the two parts of a summary: of the direct children, or of everything deeper (FORMAT §9.8).</summary>
internal sealed record SummaryCounters
{
    public ulong Directories { get; set; }

    public ulong Files { get; set; }

    public ulong Symlinks { get; set; }

    public ulong Devices { get; set; }

    public ulong Pipes { get; set; }

    public ulong Sockets { get; set; }

    public ulong Children { get; set; }

    public ulong SetUid { get; set; }

    public ulong SetGid { get; set; }

    public ulong Sticky { get; set; }

    public ulong Objects { get; set; }

    public ulong Chunks { get; set; }

    public ulong MinSize { get; set; }

    public ulong MaxSize { get; set; }

    /// <summary>Of direct children only.</summary>
    public ulong AverageSize { get; set; }

    public ulong Size { get; set; }

    /// <summary>Seconds since the Unix epoch.</summary>
    public long MinModTime { get; set; }

    /// <summary>Seconds since the Unix epoch.</summary>
    public long MaxModTime { get; set; }

    public double MinEntropy { get; set; }

    public double MaxEntropy { get; set; }

    /// <summary>Of direct children only.</summary>
    public double SumEntropy { get; set; }

    /// <summary>Of direct children only.</summary>
    public double AverageEntropy { get; set; }

    public ulong HighEntropy { get; set; }

    public ulong LowEntropy { get; set; }

    public ulong AudioTypes { get; set; }

    public ulong VideoTypes { get; set; }

    public ulong ImageTypes { get; set; }

    public ulong TextTypes { get; set; }

    public ulong ApplicationTypes { get; set; }

    public ulong OtherTypes { get; set; }

    public ulong Errors { get; set; }

    public bool IsZero => this == new SummaryCounters();

    /// <param name="writer">Takes the bytes.</param>
    /// <param name="alwaysErrors">Whether the member <c>errors</c> is written when it is 0: in the part of everything deeper.</param>
    public void Encode(MsgpackWriter writer, bool alwaysErrors)
    {
        SummaryFields fields = new(writer);
        EncodeFields(fields, alwaysErrors);
        writer.WriteMapHeader(fields.Count);
        EncodeFields(new SummaryFields(writer) { Writing = true }, alwaysErrors);
    }

    public static SummaryCounters Decode(ref MsgpackReader reader)
    {
        SummaryCounters counters = new();
        for (int remaining = reader.ReadMapHeader(); remaining > 0; remaining--)
        {
            counters.DecodeField(reader.ReadString(), ref reader);
        }

        return counters;
    }

    private void EncodeFields(SummaryFields fields, bool alwaysErrors)
    {
        fields.Add("directories", Directories);
        fields.Add("files", Files);
        fields.Add("symlinks", Symlinks);
        fields.Add("devices", Devices);
        fields.Add("pipes", Pipes);
        fields.Add("sockets", Sockets);
        fields.Add("children", Children);
        fields.Add("setuid", SetUid);
        fields.Add("setgid", SetGid);
        fields.Add("sticky", Sticky);
        fields.Add("objects", Objects);
        fields.Add("chunks", Chunks);
        fields.Add("min_size", MinSize);
        fields.Add("max_size", MaxSize);
        fields.Add("avg_size", AverageSize);
        fields.Add("size", Size);
        fields.Add("min_mod_time", MinModTime);
        fields.Add("max_mod_time", MaxModTime);
        fields.Add("min_entropy", MinEntropy);
        fields.Add("max_entropy", MaxEntropy);
        fields.Add("sum_entropy", SumEntropy);
        fields.Add("avg_entropy", AverageEntropy);
        fields.Add("hi_entropy", HighEntropy);
        fields.Add("lo_entropy", LowEntropy);
        fields.Add("MIME_audio", AudioTypes);
        fields.Add("MIME_video", VideoTypes);
        fields.Add("MIME_image", ImageTypes);
        fields.Add("MIME_text", TextTypes);
        fields.Add("MIME_application", ApplicationTypes);
        fields.Add("MIME_other", OtherTypes);
        fields.Add("errors", Errors, alwaysErrors);
    }

    private void DecodeField(string key, ref MsgpackReader reader)
    {
        switch (key)
        {
            case "directories": Directories = reader.ReadUInt64(); break;
            case "files": Files = reader.ReadUInt64(); break;
            case "symlinks": Symlinks = reader.ReadUInt64(); break;
            case "devices": Devices = reader.ReadUInt64(); break;
            case "pipes": Pipes = reader.ReadUInt64(); break;
            case "sockets": Sockets = reader.ReadUInt64(); break;
            case "children": Children = reader.ReadUInt64(); break;
            case "setuid": SetUid = reader.ReadUInt64(); break;
            case "setgid": SetGid = reader.ReadUInt64(); break;
            case "sticky": Sticky = reader.ReadUInt64(); break;
            case "objects": Objects = reader.ReadUInt64(); break;
            case "chunks": Chunks = reader.ReadUInt64(); break;
            case "min_size": MinSize = reader.ReadUInt64(); break;
            case "max_size": MaxSize = reader.ReadUInt64(); break;
            case "avg_size": AverageSize = reader.ReadUInt64(); break;
            case "size": Size = reader.ReadUInt64(); break;
            case "min_mod_time": MinModTime = reader.ReadInt64(); break;
            case "max_mod_time": MaxModTime = reader.ReadInt64(); break;
            case "min_entropy": MinEntropy = reader.ReadDouble(); break;
            case "max_entropy": MaxEntropy = reader.ReadDouble(); break;
            case "sum_entropy": SumEntropy = reader.ReadDouble(); break;
            case "avg_entropy": AverageEntropy = reader.ReadDouble(); break;
            case "hi_entropy": HighEntropy = reader.ReadUInt64(); break;
            case "lo_entropy": LowEntropy = reader.ReadUInt64(); break;
            case "MIME_audio": AudioTypes = reader.ReadUInt64(); break;
            case "MIME_video": VideoTypes = reader.ReadUInt64(); break;
            case "MIME_image": ImageTypes = reader.ReadUInt64(); break;
            case "MIME_text": TextTypes = reader.ReadUInt64(); break;
            case "MIME_application": ApplicationTypes = reader.ReadUInt64(); break;
            case "MIME_other": OtherTypes = reader.ReadUInt64(); break;
            case "errors": Errors = reader.ReadUInt64(); break;
            default: reader.Skip(); break;
        }
    }
}
