using ScwSecretBackup.Kloset.Msgpack;

namespace ScwSecretBackup.Kloset.Snapshots;

/// <summary>A free key and value of an entry (FORMAT §9.4).</summary>
/// <param name="Key">Key.</param>
/// <param name="Value">Bytes; null where the store has nil.</param>
internal sealed record CustomMetadata(string Key, byte[]? Value)
{
    public void Encode(MsgpackWriter writer)
    {
        writer.WriteMapHeader(2);
        writer.WriteString("key");
        writer.WriteString(Key);
        writer.WriteString("value");
        if (Value is null)
        {
            writer.WriteNil();
        }
        else
        {
            writer.WriteBinary(Value);
        }
    }

    public static CustomMetadata Decode(ref MsgpackReader reader)
    {
        CustomMetadata metadata = new("", null);
        for (int remaining = reader.ReadMapHeader(); remaining > 0; remaining--)
        {
            switch (reader.ReadString())
            {
                case "key": metadata = metadata with { Key = reader.ReadString() }; break;
                case "value": metadata = metadata with { Value = reader.TryReadNil() ? null : reader.ReadBinary() }; break;
                default: reader.Skip(); break;
            }
        }

        return metadata;
    }
}
