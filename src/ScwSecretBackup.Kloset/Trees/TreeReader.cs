using System.Buffers;
using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using ScwSecretBackup.Kloset.Repository;

namespace ScwSecretBackup.Kloset.Trees;

/// <summary>Looks keys up in a tree and scans it, reading nodes as they are needed. Safe for concurrent use.</summary>
internal sealed class TreeReader
{
    // A tree of order 3 with this many levels has more keys than any store.
    private const int MaxDepth = 64;
    private const int MaxCachedNodes = 256;

    private readonly IBlobSource _blobs;
    private readonly TreeKind _kind;
    private readonly Mac _root;
    private readonly ConcurrentDictionary<Mac, TreeNode> _cache = new();

    private TreeReader(IBlobSource blobs, TreeKind kind, Mac root)
    {
        _blobs = blobs;
        _kind = kind;
        _root = root;
    }

    /// <summary>Opens the tree of a root record.</summary>
    public static async Task<TreeReader> OpenAsync(IBlobSource blobs, TreeKind kind, Mac rootRecord, CancellationToken cancellationToken)
    {
        using IMemoryOwner<byte> blob = await blobs.ReadAsync(kind.Root, rootRecord, cancellationToken).ConfigureAwait(false);
        return new TreeReader(blobs, kind, TreeRoot.Decode(blob.Memory.Span, kind.Name).Root);
    }

    /// <summary>The value of a key, or null.</summary>
    public async Task<Mac?> FindAsync(ReadOnlyMemory<byte> key, CancellationToken cancellationToken)
    {
        TreeNode leaf = await FindLeafAsync(key, cancellationToken).ConfigureAwait(false);
        int index = _kind.Comparer.LowerBound(leaf.Keys, key.Span);
        return index < leaf.Keys.Count && leaf.Keys[index].Span.SequenceEqual(key.Span) ? leaf.Values[index] : null;
    }

    /// <summary>All entries from the first key that is not below <paramref name="from"/>, in order.</summary>
    public async IAsyncEnumerable<TreeEntry> ScanAsync(ReadOnlyMemory<byte> from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        TreeNode leaf = await FindLeafAsync(from, cancellationToken).ConfigureAwait(false);
        int index = _kind.Comparer.LowerBound(leaf.Keys, from.Span);
        HashSet<Mac> visited = [];
        while (true)
        {
            for (; index < leaf.Keys.Count; index++)
            {
                yield return new TreeEntry(leaf.Keys[index], leaf.Values[index]);
            }

            if (leaf.Next is not { } next)
            {
                yield break;
            }

            if (!visited.Add(next))
            {
                throw new KlosetFormatException($"The leaves of the {_kind} form a cycle at {next}.");
            }

            leaf = await ReadNodeAsync(next, cancellationToken).ConfigureAwait(false);
            if (!leaf.IsLeaf)
            {
                throw new KlosetFormatException($"Node {next} of the {_kind} follows a leaf but is none.");
            }

            index = 0;
        }
    }

    private async Task<TreeNode> FindLeafAsync(ReadOnlyMemory<byte> key, CancellationToken cancellationToken)
    {
        Mac id = _root;
        for (int depth = 0; depth < MaxDepth; depth++)
        {
            TreeNode node = await ReadNodeAsync(id, cancellationToken).ConfigureAwait(false);
            if (node.IsLeaf)
            {
                return node;
            }

            int index = _kind.Comparer.LowerBound(node.Keys, key.Span);
            bool equal = index < node.Keys.Count && node.Keys[index].Span.SequenceEqual(key.Span);
            id = node.Pointers[equal ? index + 1 : index];
        }

        throw new KlosetFormatException($"The {_kind} is deeper than {MaxDepth} levels, or its nodes form a cycle.");
    }

    private async Task<TreeNode> ReadNodeAsync(Mac id, CancellationToken cancellationToken)
    {
        if (_cache.TryGetValue(id, out TreeNode? cached))
        {
            return cached;
        }

        using IMemoryOwner<byte> blob = await _blobs.ReadAsync(_kind.Node, id, cancellationToken).ConfigureAwait(false);
        TreeNode node = TreeNode.Decode(blob.Memory.Span, _kind.Name);
        if (_cache.Count >= MaxCachedNodes)
        {
            _cache.Clear();
        }

        _cache[id] = node;
        return node;
    }
}
