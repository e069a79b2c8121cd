using ScwSecretBackup.Kloset.Msgpack;
using ScwSecretBackup.Kloset.Repository;

namespace ScwSecretBackup.Kloset.Trees;

/// <summary>
/// Writes a whole tree. Nodes are named by their content and a leaf names its right neighbour, so leaves are written right to left.
/// Leaves are filled from the right too: what lies behind a new key keeps its leaves and deduplicates.
/// </summary>
internal sealed class TreeBuilder
{
    private const int MaxKeys = TreeRoot.DefaultOrder - 1;
    private const int MaxChildren = TreeRoot.DefaultOrder;

    private readonly TreeKind _kind;
    private readonly IBlobSink _blobs;
    private readonly MsgpackWriter _writer = new();

    private TreeBuilder(TreeKind kind, IBlobSink blobs)
    {
        _kind = kind;
        _blobs = blobs;
    }

    /// <summary>Writes a tree of <paramref name="entries"/>, which are in the order of the kind, and returns the key of its root record.</summary>
    public static async Task<Mac> BuildAsync(TreeKind kind, IReadOnlyList<TreeEntry> entries, IBlobSink blobs, CancellationToken cancellationToken)
    {
        TreeBuilder builder = new(kind, blobs);
        List<TreeEntry> level = await builder.WriteLeavesAsync(entries, cancellationToken).ConfigureAwait(false);
        while (level.Count > 1)
        {
            level = await builder.WriteParentsAsync(level, cancellationToken).ConfigureAwait(false);
        }

        return await builder.WriteRootAsync(level[0].Value, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Returns the leaves, left to right, each with its first key.</summary>
    private async Task<List<TreeEntry>> WriteLeavesAsync(IReadOnlyList<TreeEntry> entries, CancellationToken cancellationToken)
    {
        List<TreeEntry> leaves = [];
        Mac? next = null;
        int end = entries.Count;
        do
        {
            int start = Math.Max(0, end - MaxKeys);
            TreeNode leaf = new() { Keys = Keys(entries, start, end), Values = Values(entries, start, end), Next = next };
            next = await WriteAsync(leaf, cancellationToken).ConfigureAwait(false);
            leaves.Add(new TreeEntry(start < end ? entries[start].Key : default, next.Value));
            end = start;
        }
        while (end > 0);

        leaves.Reverse();
        return leaves;
    }

    private async Task<List<TreeEntry>> WriteParentsAsync(List<TreeEntry> children, CancellationToken cancellationToken)
    {
        List<TreeEntry> parents = [];
        int end = children.Count;
        while (end > 0)
        {
            int start = Math.Max(0, end - MaxChildren);

            // A node with a single child has no key; the one before it gives up a child instead.
            start = start == 1 ? 2 : start;
            TreeNode parent = new() { Keys = Keys(children, start + 1, end), Pointers = Values(children, start, end) };
            parents.Add(new TreeEntry(children[start].Key, await WriteAsync(parent, cancellationToken).ConfigureAwait(false)));
            end = start;
        }

        parents.Reverse();
        return parents;
    }

    private Task<Mac> WriteAsync(TreeNode node, CancellationToken cancellationToken)
    {
        _writer.Clear();
        node.Encode(_writer);
        return _blobs.WriteAsync(_kind.Node, _writer.ToArray(), cancellationToken);
    }

    private Task<Mac> WriteRootAsync(Mac node, CancellationToken cancellationToken)
    {
        _writer.Clear();
        new TreeRoot(node).Encode(_writer);
        return _blobs.WriteAsync(_kind.Root, _writer.ToArray(), cancellationToken);
    }

    private List<ReadOnlyMemory<byte>> Keys(IReadOnlyList<TreeEntry> entries, int start, int end)
    {
        List<ReadOnlyMemory<byte>> keys = new(end - start);
        for (int i = start; i < end; i++)
        {
            if (i > 0 && _kind.Comparer.Compare(entries[i - 1].Key, entries[i].Key) >= 0)
            {
                throw new ArgumentException($"The entries of the {_kind} are not in its order.", nameof(entries));
            }

            keys.Add(entries[i].Key);
        }

        return keys;
    }

    private static List<Mac> Values(IReadOnlyList<TreeEntry> entries, int start, int end)
    {
        List<Mac> values = new(end - start);
        for (int i = start; i < end; i++)
        {
            values.Add(entries[i].Value);
        }

        return values;
    }
}
