using ScwSecretBackup.Kloset.Msgpack;
using ScwSecretBackup.Kloset.Objects;

namespace ScwSecretBackup.Kloset.Snapshots;

/// <summary>What an analyzer says of a snapshot (FORMAT §9.1). Kept as it is; nothing here uses it.</summary>
internal sealed record HeaderClassification
{
    private const int MaxItems = 1 << 16;

    public string Analyzer { get; init; } = "";

    /// <summary>Class and probability; null where the store has nil.</summary>
    public IReadOnlyList<KeyValuePair<string, double>>? Classes { get; init; }

    public void Encode(MsgpackWriter writer)
    {
        writer.WriteMapHeader(2);
        writer.WriteString("analyzer");
        writer.WriteString(Analyzer);
        writer.WriteString("classes");
        RecordLists.Encode(writer, Classes, HeaderPairs.EncodeClass);
    }

    public static HeaderClassification Decode(ref MsgpackReader reader)
    {
        HeaderClassification classification = new();
        for (int remaining = reader.ReadMapHeader(); remaining > 0; remaining--)
        {
            switch (reader.ReadString())
            {
                case "analyzer": classification = classification with { Analyzer = reader.ReadString() }; break;
                case "classes": classification = classification with { Classes = RecordLists.DecodeNullable(ref reader, MaxItems, HeaderPairs.DecodeClass) }; break;
                default: reader.Skip(); break;
            }
        }

        return classification;
    }
}
