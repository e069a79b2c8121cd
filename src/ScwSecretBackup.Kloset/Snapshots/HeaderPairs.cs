using ScwSecretBackup.Kloset.Msgpack;

namespace ScwSecretBackup.Kloset.Snapshots;

/// <summary>Maps of two members that occur in headers: key and value, name and probability.</summary>
internal static class HeaderPairs
{
    public static void EncodeContext(KeyValuePair<string, string> pair, MsgpackWriter writer)
    {
        writer.WriteMapHeader(2);
        writer.WriteString("key");
        writer.WriteString(pair.Key);
        writer.WriteString("value");
        writer.WriteString(pair.Value);
    }

    public static KeyValuePair<string, string> DecodeContext(ref MsgpackReader reader)
    {
        string name = "";
        string value = "";
        for (int remaining = reader.ReadMapHeader(); remaining > 0; remaining--)
        {
            switch (reader.ReadString())
            {
                case "key": name = reader.ReadString(); break;
                case "value": value = reader.ReadString(); break;
                default: reader.Skip(); break;
            }
        }

        return new(name, value);
    }

    public static void EncodeClass(KeyValuePair<string, double> pair, MsgpackWriter writer)
    {
        writer.WriteMapHeader(2);
        writer.WriteString("name");
        writer.WriteString(pair.Key);
        writer.WriteString("probability");
        writer.WriteDouble(pair.Value);
    }

    public static KeyValuePair<string, double> DecodeClass(ref MsgpackReader reader)
    {
        string name = "";
        double probability = 0;
        for (int remaining = reader.ReadMapHeader(); remaining > 0; remaining--)
        {
            switch (reader.ReadString())
            {
                case "name": name = reader.ReadString(); break;
                case "probability": probability = reader.ReadDouble(); break;
                default: reader.Skip(); break;
            }
        }

        return new(name, probability);
    }
}
