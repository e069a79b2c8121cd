using ScwSecretBackup.Kloset.Msgpack;
using ScwSecretBackup.Kloset.Trees;

namespace ScwSecretBackup.Kloset.Snapshots;

/// <summary>An index tree that a header lists (FORMAT §9.1).</summary>
/// <param name="Name">One of the names below; any other makes maintenance by plakar fail.</param>
/// <param name="Type">Always <c>btree</c>.</param>
/// <param name="Root">Root record of the tree.</param>
internal sealed record HeaderIndex(string Name, string Type, Mac Root)
{
    public const string ContentTypes = "content-type";
    public const string Dirpacks = "dirpack";
    public const string Summaries = "summary";
    public const string BTree = "btree";

    /// <summary>The tree it is.</summary>
    /// <exception cref="KlosetFormatException">No such index is known, so nobody knows what it refers to.</exception>
    public TreeKind Tree => (Name, Type) switch
    {
        (ContentTypes, BTree) => TreeKind.ContentTypes,
        (Dirpacks, BTree) => TreeKind.Dirpacks,
        (Summaries, BTree) => TreeKind.Summaries,
        _ => throw new KlosetFormatException($"The header lists an index '{Name}' of type '{Type}', which this version does not know."),
    };

    public void Encode(MsgpackWriter writer)
    {
        writer.WriteMapHeader(3);
        writer.WriteString("name");
        writer.WriteString(Name);
        writer.WriteString("type");
        writer.WriteString(Type);
        writer.WriteString("value");
        writer.WriteMac(Root);
    }

    public static HeaderIndex Decode(ref MsgpackReader reader)
    {
        HeaderIndex index = new("", "", Mac.Nil);
        for (int remaining = reader.ReadMapHeader(); remaining > 0; remaining--)
        {
            switch (reader.ReadString())
            {
                case "name": index = index with { Name = reader.ReadString() }; break;
                case "type": index = index with { Type = reader.ReadString() }; break;
                case "value": index = index with { Root = reader.ReadMac() }; break;
                default: reader.Skip(); break;
            }
        }

        return index;
    }
}
