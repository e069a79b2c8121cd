using System.Buffers;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Trees;

namespace ScwSecretBackup.Kloset.Checking;

/// <summary>Reads a whole tree by its pointers and checks its structure (FORMAT §9.3).</summary>
internal sealed class TreeCheck
{
    private const int MaxDepth = 64;

    private readonly KlosetStore _store;
    private readonly TreeKind _kind;
    private readonly FindingList _findings;
    private readonly List<TreeEntry> _entries = [];
    private readonly List<(Mac Id, Mac? Next)> _leaves = [];
    private readonly HashSet<Mac> _visited = [];
    private readonly Stack<Pending> _pending = new();
    private int? _leafDepth;

    private TreeCheck(KlosetStore store, TreeKind kind, FindingList findings)
    {
        _store = store;
        _kind = kind;
        _findings = findings;
    }

    /// <summary>The entries from left to right.</summary>
    /// <exception cref="KlosetException">A node can't be read.</exception>
    public static async Task<List<TreeEntry>> RunAsync(KlosetStore store, TreeKind kind, Mac rootRecord, FindingList findings, CancellationToken cancellationToken)
    {
        TreeCheck check = new(store, kind, findings);
        TreeRoot root;
        using (IMemoryOwner<byte> blob = await store.Blobs.ReadAsync(kind.Root, rootRecord, cancellationToken).ConfigureAwait(false))
        {
            root = TreeRoot.Decode(blob.Memory.Span, kind.Name);
        }

        await check.ReadNodesAsync(root, cancellationToken).ConfigureAwait(false);
        check.CheckLeafChain();
        check.CheckOrder();
        if (root.Count != 0 && root.Count != check._entries.Count)
        {
            findings.Warning($"The {kind} says that it has {root.Count} keys; it has {check._entries.Count}.");
        }

        return check._entries;
    }

    private async Task ReadNodesAsync(TreeRoot root, CancellationToken cancellationToken)
    {
        _pending.Push(new Pending(root.Root, Depth: 0, FirstKey: null));
        while (_pending.TryPop(out Pending next))
        {
            if (!_visited.Add(next.Id) || next.Depth > MaxDepth)
            {
                throw new KlosetFormatException($"Node {next.Id} is in the {_kind} more than once, or the tree is deeper than {MaxDepth} levels.");
            }

            TreeNode node = await ReadNodeAsync(next.Id, cancellationToken).ConfigureAwait(false);
            if (node.Keys.Count >= root.Order)
            {
                _findings.Warning($"Node {next.Id} of the {_kind} has {node.Keys.Count} keys; an order of {root.Order} allows {root.Order - 1}.");
            }

            if (node.IsLeaf)
            {
                AddLeaf(next, node);
            }
            else
            {
                PushChildren(next, node);
            }
        }
    }

    private async Task<TreeNode> ReadNodeAsync(Mac id, CancellationToken cancellationToken)
    {
        using IMemoryOwner<byte> blob = await _store.Blobs.ReadAsync(_kind.Node, id, cancellationToken).ConfigureAwait(false);
        return TreeNode.Decode(blob.Memory.Span, _kind.Name);
    }

    private void AddLeaf(Pending position, TreeNode leaf)
    {
        if (leaf.Keys.Count == 0 && position.Depth > 0)
        {
            _findings.Error($"Leaf {position.Id} of the {_kind} is empty.");
        }

        if (position.FirstKey is { } expected && (leaf.Keys.Count == 0 || !leaf.Keys[0].Span.SequenceEqual(expected.Span)))
        {
            _findings.Error($"Leaf {position.Id} of the {_kind} doesn't begin with the key that separates it from its left neighbour.");
        }

        _leafDepth ??= position.Depth;
        if (_leafDepth != position.Depth)
        {
            _findings.Error($"Leaf {position.Id} of the {_kind} is at depth {position.Depth}, others at {_leafDepth}.");
        }

        _leaves.Add((position.Id, leaf.Next));
        for (int i = 0; i < leaf.Keys.Count; i++)
        {
            _entries.Add(new TreeEntry(leaf.Keys[i], leaf.Values[i]));
        }
    }

    private void PushChildren(Pending position, TreeNode node)
    {
        if (node.Next is not null)
        {
            _findings.Warning($"Inner node {position.Id} of the {_kind} has a right neighbour.");
        }

        for (int i = node.Pointers.Count - 1; i >= 0; i--)
        {
            // The first child begins where its parent begins.
            _pending.Push(new Pending(node.Pointers[i], position.Depth + 1, i == 0 ? position.FirstKey : node.Keys[i - 1]));
        }
    }

    private void CheckLeafChain()
    {
        for (int i = 0; i < _leaves.Count; i++)
        {
            Mac? expected = i + 1 < _leaves.Count ? _leaves[i + 1].Id : null;
            if (_leaves[i].Next != expected)
            {
                _findings.Error($"Leaf {_leaves[i].Id} of the {_kind} names the wrong right neighbour, so scans go astray.");
            }
        }
    }

    private void CheckOrder()
    {
        if (IsAscending(_kind.Comparer))
        {
            return;
        }

        if (_kind == TreeKind.Xattr && IsAscending(KeyComparer.Path))
        {
            _findings.Information("The xattr tree is in the order of paths, as plakar builds it, although it is read bytewise.");
        }
        else
        {
            _findings.Error($"The keys of the {_kind} are not strictly ascending, so some can't be found.");
        }
    }

    private bool IsAscending(KeyComparer comparer)
    {
        for (int i = 1; i < _entries.Count; i++)
        {
            if (comparer.Compare(_entries[i - 1].Key, _entries[i].Key) >= 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <param name="Id">The node.</param>
    /// <param name="Depth">Levels below the root.</param>
    /// <param name="FirstKey">First key that its subtree must have; null for any.</param>
    private readonly record struct Pending(Mac Id, int Depth, ReadOnlyMemory<byte>? FirstKey);
}
