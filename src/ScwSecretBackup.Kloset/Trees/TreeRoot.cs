using ScwSecretBackup.Kloset.Msgpack;

namespace ScwSecretBackup.Kloset.Trees;

/// <summary>The record that a header or an index points to (FORMAT §9.3).</summary>
/// <param name="Root">The root node.</param>
internal sealed record TreeRoot(Mac Root)
{
    /// <summary>A node of plakar's splits when it reaches this many keys.</summary>
    public const int DefaultOrder = 50;

    /// <summary>plakar reads no tree of a lower order.</summary>
    public const int MinOrder = 3;

    /// <summary>0 in what plakar writes.</summary>
    public uint Version { get; init; }

    /// <summary>Number of keys at which a node is split.</summary>
    public long Order { get; init; } = DefaultOrder;

    /// <summary>0 in what plakar writes.</summary>
    public long Count { get; init; }

    public void Encode(MsgpackWriter writer)
    {
        writer.WriteMapHeader(4);
        writer.WriteString("Version");
        writer.WriteUInt32(Version);
        writer.WriteString("Order");
        writer.WriteCompactInt(Order);
        writer.WriteString("Count");
        writer.WriteCompactInt(Count);
        writer.WriteString("Root");
        writer.WriteMac(Root);
    }

    public static TreeRoot Decode(ReadOnlySpan<byte> data, string what)
    {
        MsgpackReader reader = new(data, what);
        TreeRoot root = new(Mac.Nil) { Order = 0 };
        for (int remaining = reader.ReadMapHeader(); remaining > 0; remaining--)
        {
            switch (reader.ReadString())
            {
                case "Version": root = root with { Version = reader.ReadUInt32() }; break;
                case "Order": root = root with { Order = reader.ReadInt64() }; break;
                case "Count": root = root with { Count = reader.ReadInt64() }; break;
                case "Root": root = root with { Root = reader.ReadMac() }; break;
                default: reader.Skip(); break;
            }
        }

        return root.Order >= MinOrder
            ? root
            : throw new KlosetFormatException($"The root record of the {what} has order {root.Order}; at least {MinOrder} is needed.");
    }
}
