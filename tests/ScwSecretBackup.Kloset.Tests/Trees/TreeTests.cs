using System.Globalization;
using System.Text;
using CsCheck;
using ScwSecretBackup.Kloset.Envelopes;
using ScwSecretBackup.Kloset.Msgpack;
using ScwSecretBackup.Kloset.Trees;
using Xunit;

namespace ScwSecretBackup.Kloset.Tests.Trees;

public sealed class TreeTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<int> Sizes => [0, 1, 48, 49, 50, 51, 98, 99, 49 * 50, (49 * 50) + 1, (49 * 51) + 1, 7000];

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task Every_key_is_found_and_scanned_in_order(int count)
    {
        List<TreeEntry> entries = Numbered(count);
        MemoryBlobs blobs = new();

        TreeReader reader = await BuildAsync(TreeKind.Vfs, entries, blobs);

        Assert.Equal(entries, await ScanAsync(reader, "/"u8.ToArray()), ByKeyAndValue);
        foreach (TreeEntry entry in entries)
        {
            Assert.Equal(entry.Value, await reader.FindAsync(entry.Key, Cancel));
        }

        Assert.Null(await reader.FindAsync("/missing"u8.ToArray(), Cancel));
        Assert.Null(await reader.FindAsync("/zz"u8.ToArray(), Cancel));
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task No_node_has_more_keys_than_the_order_allows(int count)
    {
        MemoryBlobs blobs = new();
        TreeReader reader = await BuildAsync(TreeKind.Vfs, Numbered(count), blobs);
        Mac root = await TreeBuilder.BuildAsync(TreeKind.Vfs, Numbered(count), blobs, Cancel);
        Stack<Mac> pending = new([TreeRoot.Decode(blobs.Get(ResourceType.VfsBtree, root), "tree").Root]);

        Assert.NotNull(reader);
        while (pending.TryPop(out Mac id))
        {
            TreeNode node = TreeNode.Decode(blobs.Get(ResourceType.VfsNode, id), "tree");
            Assert.InRange(node.Keys.Count, node.IsLeaf ? 0 : 1, TreeRoot.DefaultOrder - 1);
            foreach (Mac pointer in node.Pointers)
            {
                pending.Push(pointer);
            }
        }
    }

    [Fact]
    public async Task A_scan_begins_at_the_first_key_that_is_not_below()
    {
        await Gen.Select(Gen.Char["abc/"].Array[1, 6].Select(text => new string(text)).List[0, 200], Gen.Char["abc/"].Array[0, 6].Select(text => new string(text))).SampleAsync(async (texts, from) =>
        {
            foreach (TreeKind kind in new[] { TreeKind.Vfs, TreeKind.Summaries })
            {
                List<TreeEntry> entries =
                [
                    .. texts.Distinct().Select((text, i) => new TreeEntry(Encoding.UTF8.GetBytes(text), TreeRecordTests.MacOf((ulong)i)))
                        .OrderBy(entry => entry.Key, kind.Comparer),
                ];
                byte[] start = Encoding.UTF8.GetBytes(from);
                TreeReader reader = await BuildAsync(kind, entries, new MemoryBlobs());

                Assert.Equal(entries.Where(entry => kind.Comparer.Compare(entry.Key.Span, start) >= 0), await ScanAsync(reader, start), ByKeyAndValue);
            }
        }, iter: 100);
    }

    [Fact]
    public async Task What_lies_behind_a_new_key_keeps_its_leaves()
    {
        MemoryBlobs blobs = new();
        await BuildAsync(TreeKind.Vfs, Numbered(5000), blobs);
        int before = blobs.Count;

        await BuildAsync(TreeKind.Vfs, [new TreeEntry("/"u8.ToArray(), Mac.Nil), .. Numbered(5000)], blobs);

        Assert.InRange(blobs.Count - before, 1, 8);
    }

    [Fact]
    public async Task Entries_out_of_order_are_refused() =>
        await Assert.ThrowsAsync<ArgumentException>(() => BuildAsync(TreeKind.Vfs, [.. Numbered(3).AsEnumerable().Reverse()], new MemoryBlobs()));

    [Fact]
    public async Task Leaves_that_form_a_cycle_end_a_scan_with_an_error()
    {
        MemoryBlobs blobs = new();
        Mac id = TreeRecordTests.MacOf(1);
        blobs.Put(ResourceType.VfsNode, id, TreeRecordTests.Encode(new TreeNode { Keys = ["/a"u8.ToArray()], Values = [Mac.Nil], Next = id }));
        TreeReader reader = await OpenAsync(blobs, id);

        await Assert.ThrowsAsync<KlosetFormatException>(() => ScanAsync(reader, "/"u8.ToArray()));
    }

    [Fact]
    public async Task Inner_nodes_that_form_a_cycle_end_a_lookup_with_an_error()
    {
        MemoryBlobs blobs = new();
        Mac id = TreeRecordTests.MacOf(1);
        blobs.Put(ResourceType.VfsNode, id, TreeRecordTests.Encode(new TreeNode { Keys = ["/a"u8.ToArray()], Pointers = [id, id] }));
        TreeReader reader = await OpenAsync(blobs, id);

        await Assert.ThrowsAsync<KlosetFormatException>(() => reader.FindAsync("/b"u8.ToArray(), Cancel));
    }

    private static IEqualityComparer<TreeEntry> ByKeyAndValue { get; } =
        EqualityComparer<TreeEntry>.Create((left, right) => left.Key.Span.SequenceEqual(right.Key.Span) && left.Value == right.Value, entry => entry.Value.GetHashCode());

    private static List<TreeEntry> Numbered(int count) =>
    [
        .. Enumerable.Range(0, count).Select(i => new TreeEntry(Encoding.UTF8.GetBytes("/n" + i.ToString("d6", CultureInfo.InvariantCulture)), TreeRecordTests.MacOf((ulong)i))),
    ];

    private static async Task<TreeReader> BuildAsync(TreeKind kind, IReadOnlyList<TreeEntry> entries, MemoryBlobs blobs) =>
        await TreeReader.OpenAsync(blobs, kind, await TreeBuilder.BuildAsync(kind, entries, blobs, Cancel), Cancel);

    private static async Task<TreeReader> OpenAsync(MemoryBlobs blobs, Mac rootNode)
    {
        MsgpackWriter writer = new();
        new TreeRoot(rootNode).Encode(writer);
        return await TreeReader.OpenAsync(blobs, TreeKind.Vfs, await blobs.WriteAsync(ResourceType.VfsBtree, writer.ToArray(), Cancel), Cancel);
    }

    private static async Task<List<TreeEntry>> ScanAsync(TreeReader reader, byte[] from)
    {
        List<TreeEntry> entries = [];
        await foreach (TreeEntry entry in reader.ScanAsync(from, Cancel))
        {
            entries.Add(entry);
        }

        return entries;
    }
}
