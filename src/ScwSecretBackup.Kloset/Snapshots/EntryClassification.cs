using ScwSecretBackup.Kloset.Msgpack;
using ScwSecretBackup.Kloset.Objects;

namespace ScwSecretBackup.Kloset.Snapshots;

/// <summary>What an analyzer says of an entry (FORMAT §9.4). Kept as it is; nothing here uses it.</summary>
internal sealed record EntryClassification
{
    private const int MaxItems = 1 << 16;

    public string Analyzer { get; init; } = "";

    public IReadOnlyList<string> Classes { get; init; } = [];

    public IReadOnlyList<KeyValuePair<string, double>> Scores { get; init; } = [];

    public void Encode(MsgpackWriter writer)
    {
        writer.WriteMapHeader(3);
        writer.WriteString("analyzer");
        writer.WriteString(Analyzer);
        writer.WriteString("classes");
        RecordLists.Encode(writer, Classes, static (item, target) => target.WriteString(item));
        writer.WriteString("scores");
        RecordLists.Encode(writer, Scores, EncodeScore);
    }

    public static EntryClassification Decode(ref MsgpackReader reader)
    {
        EntryClassification classification = new();
        for (int remaining = reader.ReadMapHeader(); remaining > 0; remaining--)
        {
            switch (reader.ReadString())
            {
                case "analyzer": classification = classification with { Analyzer = reader.ReadString() }; break;
                case "classes": classification = classification with { Classes = RecordLists.DecodeStrings(ref reader, MaxItems) }; break;
                case "scores": classification = classification with { Scores = RecordLists.Decode(ref reader, MaxItems, DecodeScore) }; break;
                default: reader.Skip(); break;
            }
        }

        return classification;
    }

    private static void EncodeScore(KeyValuePair<string, double> score, MsgpackWriter writer)
    {
        writer.WriteMapHeader(2);
        writer.WriteString("key");
        writer.WriteString(score.Key);
        writer.WriteString("value");
        writer.WriteDouble(score.Value);
    }

    private static KeyValuePair<string, double> DecodeScore(ref MsgpackReader reader)
    {
        string name = "";
        double value = 0;
        for (int remaining = reader.ReadMapHeader(); remaining > 0; remaining--)
        {
            switch (reader.ReadString())
            {
                case "key": name = reader.ReadString(); break;
                case "value": value = reader.ReadDouble(); break;
                default: reader.Skip(); break;
            }
        }

        return new(name, value);
    }
}
