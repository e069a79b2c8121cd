using ScwSecretBackup.Kloset.Msgpack;

namespace ScwSecretBackup.Kloset.Trees;

/// <summary>A node of a B+tree (FORMAT §9.3): a leaf has values, an inner node has one pointer more than keys.</summary>
internal sealed record TreeNode
{
    private const int MaxItems = 1 << 20;

    /// <summary>0 in what plakar writes.</summary>
    public uint Version { get; init; }

    /// <summary>Keys, ascending.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Keys { get; init; } = [];

    /// <summary>Children of an inner node; <c>Keys[i]</c> is the first key below <c>Pointers[i + 1]</c>.</summary>
    public IReadOnlyList<Mac> Pointers { get; init; } = [];

    /// <summary>Values of a leaf, one for each key.</summary>
    public IReadOnlyList<Mac> Values { get; init; } = [];

    /// <summary>The leaf to the right, if there is one.</summary>
    public Mac? Next { get; init; }

    public bool IsLeaf => Pointers.Count == 0;

    public void Encode(MsgpackWriter writer)
    {
        writer.WriteMapHeader(Next is null ? 4 : 5);
        writer.WriteString("version");
        writer.WriteUInt32(Version);
        writer.WriteString("keys");
        EncodeKeys(writer);
        writer.WriteString("pointers");
        EncodeMacs(writer, Pointers);
        writer.WriteString("values");
        EncodeMacs(writer, Values);
        if (Next is { } next)
        {
            writer.WriteString("next");
            writer.WriteMac(next);
        }
    }

    /// <exception cref="KlosetFormatException">The bytes are no node, or its lists don't fit each other.</exception>
    public static TreeNode Decode(ReadOnlySpan<byte> data, string what)
    {
        MsgpackReader reader = new(data, what);
        TreeNode node = new();
        for (int remaining = reader.ReadMapHeader(); remaining > 0; remaining--)
        {
            switch (reader.ReadString())
            {
                case "version": node = node with { Version = reader.ReadUInt32() }; break;
                case "keys": node = node with { Keys = DecodeKeys(ref reader) }; break;
                case "pointers": node = node with { Pointers = DecodeMacs(ref reader) }; break;
                case "values": node = node with { Values = DecodeMacs(ref reader) }; break;
                case "next": node = node with { Next = reader.TryReadNil() ? null : reader.ReadMac() }; break;
                default: reader.Skip(); break;
            }
        }

        return node.HasMatchingLists
            ? node
            : throw new KlosetFormatException(
                $"A node of the {what} is damaged: {node.Keys.Count} keys, {node.Pointers.Count} pointers and {node.Values.Count} values don't fit each other.");
    }

    private bool HasMatchingLists => IsLeaf ? Values.Count == Keys.Count : Values.Count == 0 && Pointers.Count == Keys.Count + 1;

    private void EncodeKeys(MsgpackWriter writer)
    {
        if (Keys.Count == 0)
        {
            writer.WriteNil();
            return;
        }

        writer.WriteArrayHeader(Keys.Count);
        foreach (ReadOnlyMemory<byte> key in Keys)
        {
            writer.WriteStringBytes(key.Span);
        }
    }

    private static void EncodeMacs(MsgpackWriter writer, IReadOnlyList<Mac> macs)
    {
        if (macs.Count == 0)
        {
            writer.WriteNil();
            return;
        }

        writer.WriteArrayHeader(macs.Count);
        foreach (Mac mac in macs)
        {
            writer.WriteMac(mac);
        }
    }

    private static List<ReadOnlyMemory<byte>> DecodeKeys(ref MsgpackReader reader)
    {
        int count = reader.ReadArrayHeader(MaxItems);
        List<ReadOnlyMemory<byte>> keys = [];
        for (int i = 0; i < count; i++)
        {
            keys.Add(reader.ReadStringBytes().ToArray());
        }

        return keys;
    }

    private static List<Mac> DecodeMacs(ref MsgpackReader reader)
    {
        int count = reader.ReadArrayHeader(MaxItems);
        List<Mac> macs = [];
        for (int i = 0; i < count; i++)
        {
            macs.Add(reader.ReadMac());
        }

        return macs;
    }
}
