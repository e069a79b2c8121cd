using CsCheck;
using ScwSecretBackup.Kloset.Msgpack;
using ScwSecretBackup.Kloset.Tests.Vectors;
using ScwSecretBackup.Kloset.Trees;
using Xunit;

namespace ScwSecretBackup.Kloset.Tests.Trees;

public sealed class TreeRecordTests
{
    // FORMAT §12.6
    private const string EmptyNode = "84a776657273696f6ece00000000a46b657973c0a8706f696e74657273c0a676616c756573c0";
    private const string EmptyNodeMac = "7d98528072ae08dc810913225dcf54088dfae248dbbb522919182f1f2dedafcc";

    private static readonly Gen<TreeNode> GenLeaf =
        Gen.Select(Gen.Byte.Array[0, 60], Gen.ULong).List[0, 60].SelectMany(items => Gen.Bool.Select(hasNext => new TreeNode
        {
            Keys = [.. items.Select(item => new ReadOnlyMemory<byte>(item.Item1))],
            Values = [.. items.Select(item => MacOf(item.Item2))],
            Next = hasNext ? MacOf(7) : null,
        }));

    [Fact]
    public void An_empty_node_and_its_root_record_are_encoded_byte_by_byte_as_in_the_format()
    {
        byte[] node = Encode(new TreeNode());
        MsgpackWriter root = new();
        new TreeRoot(Mac.Parse(EmptyNodeMac)).Encode(root);

        Assert.Equal(EmptyNode, Hex.Encode(node));
        Assert.Equal(EmptyNodeMac, KnownStore.Codec().Mac.Compute(node).ToString());
        Assert.Equal("84a756657273696f6ece00000000a54f7264657232a5436f756e7400a4526f6f74c420" + EmptyNodeMac, Hex.Encode(root.WrittenSpan));
        Assert.Equal("7b23bfce11a28be60a12ff9da617089f06171a8fa688413699924ef0b1b7cf5e", KnownStore.Codec().Mac.Compute(root.WrittenSpan).ToString());
    }

    [Fact]
    public void Leaves_survive_encoding_and_decoding() => GenLeaf.Sample(leaf =>
    {
        TreeNode decoded = TreeNode.Decode(Encode(leaf), "tree");
        return decoded.Next == leaf.Next
            && decoded.Values.SequenceEqual(leaf.Values)
            && decoded.Keys.Select(key => Hex.Encode(key.Span)).SequenceEqual(leaf.Keys.Select(key => Hex.Encode(key.Span)))
            && Encode(decoded).AsSpan().SequenceEqual(Encode(leaf));
    });

    [Fact]
    public void A_node_whose_lists_do_not_fit_each_other_is_refused()
    {
        TreeNode leaf = new() { Keys = [new byte[] { 1 }] };
        TreeNode inner = new() { Keys = [new byte[] { 1 }], Pointers = [Mac.Nil] };

        Assert.Throws<KlosetFormatException>(() => TreeNode.Decode(Encode(leaf), "tree"));
        Assert.Throws<KlosetFormatException>(() => TreeNode.Decode(Encode(inner), "tree"));
    }

    [Fact]
    public void A_root_record_of_too_low_an_order_is_refused()
    {
        MsgpackWriter writer = new();
        new TreeRoot(Mac.Nil) { Order = 2 }.Encode(writer);

        Assert.Throws<KlosetFormatException>(() => TreeRoot.Decode(writer.WrittenSpan, "tree"));
    }

    [Fact]
    public void Hostile_nodes_fail_cleanly()
    {
        byte[] leaf = Encode(new TreeNode { Keys = ["/a"u8.ToArray(), "/b"u8.ToArray()], Values = [MacOf(1), MacOf(2)], Next = MacOf(3) });

        Hostile.Mutations(leaf).Sample(bytes => Hostile.FailsCleanly(() => TreeNode.Decode(bytes, "tree")));
    }

    internal static byte[] Encode(TreeNode node)
    {
        MsgpackWriter writer = new();
        node.Encode(writer);
        return writer.ToArray();
    }

    internal static Mac MacOf(ulong number)
    {
        byte[] bytes = new byte[Mac.Size];
        BitConverter.TryWriteBytes(bytes, number);
        return new Mac(bytes);
    }
}
