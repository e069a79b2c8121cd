using ScwSecretBackup.Kloset.Msgpack;

namespace ScwSecretBackup.Kloset.Configuration;

/// <summary>The parameters of any KDF as CONFIG has them; fields of the other KDFs stay zero (FORMAT §2.2).</summary>
internal struct KdfFields()
{
    public uint Time { get; private set; }

    public uint Memory { get; private set; }

    public byte Threads { get; private set; }

    public int N { get; private set; }

    public int R { get; private set; }

    public int P { get; private set; }

    public int Iterations { get; private set; }

    public string Hashing { get; private set; } = "";

    public long KeyLength { get; private set; }

    public static KdfFields Read(ref MsgpackReader reader)
    {
        KdfFields fields = new();
        for (int count = reader.ReadMapHeader(); count > 0; count--)
        {
            fields.ReadField(ref reader);
        }

        return fields;
    }

    private void ReadField(ref MsgpackReader reader)
    {
        switch (reader.ReadString())
        {
            case "Time":
                Time = reader.ReadUInt32();
                break;
            case "Memory":
                Memory = reader.ReadUInt32();
                break;
            case "Threads":
                Threads = reader.ReadByte();
                break;
            case "N":
                N = reader.ReadInt32();
                break;
            case "R":
                R = reader.ReadInt32();
                break;
            case "P":
                P = reader.ReadInt32();
                break;
            case "Iterations":
                Iterations = reader.ReadInt32();
                break;
            case "Hashing":
                Hashing = reader.ReadString();
                break;
            case "KeyLen":
                KeyLength = reader.ReadInt64();
                break;
            default:
                reader.Skip();
                break;
        }
    }
}
