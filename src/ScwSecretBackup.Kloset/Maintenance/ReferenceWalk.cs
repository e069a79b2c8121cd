using System.Buffers;
using ScwSecretBackup.Kloset.Envelopes;
using ScwSecretBackup.Kloset.Objects;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Snapshots;
using ScwSecretBackup.Kloset.Trees;

namespace ScwSecretBackup.Kloset.Maintenance;

/// <summary>
/// Finds every packfile that live snapshots use (FORMAT §10.8). Stricter than plakar's walk: what can't be read is an error, since behind it
/// may be anything, and the values of extended attributes count. What snapshots share is walked once.
/// </summary>
internal sealed class ReferenceWalk
{
    private readonly KlosetStore _store;
    private readonly IReadOnlySet<Mac> _stored;
    private readonly HashSet<Mac> _marked;
    private readonly HashSet<Reference> _visited = [];
    private readonly HashSet<Mac> _used = [];
    private readonly List<(BlobKey Key, BlobLocation[] Candidates)> _ambiguous = [];
    private readonly Stack<Reference> _pending = new();

    /// <param name="store">The store, its index up to date.</param>
    /// <param name="stored">Packfiles that the storage has.</param>
    public ReferenceWalk(KlosetStore store, IReadOnlySet<Mac> stored)
    {
        _store = store;
        _stored = stored;
        _marked = [.. store.Index.Packfiles.Where(packfile => packfile.IsColoured).Select(packfile => packfile.Name)];
    }

    /// <summary>
    /// Packfiles that the snapshots use which were added. Of a blob that is in several the one counts that is used anyway, if its copy is intact.
    /// </summary>
    /// <exception cref="KlosetFormatException">No copy of a blob is intact.</exception>
    public async Task<IReadOnlySet<Mac>> FindUsedAsync(CancellationToken cancellationToken)
    {
        foreach ((BlobKey key, BlobLocation[] candidates) in _ambiguous)
        {
            if (!candidates.All(location => _used.Contains(location.Packfile)))
            {
                _used.Add(await ChooseAsync(key, candidates, cancellationToken).ConfigureAwait(false));
            }
        }

        return _used;
    }

    /// <summary>Follows a snapshot's references.</summary>
    /// <exception cref="KlosetFormatException">Something the snapshot needs is missing or damaged.</exception>
    public async Task AddAsync(Mac snapshot, CancellationToken cancellationToken)
    {
        try
        {
            Require(new BlobKey(ResourceType.Snapshot, snapshot));
            Push(await _store.ReadHeaderAsync(snapshot, verifySignature: false, cancellationToken).ConfigureAwait(false));
            while (_pending.TryPop(out Reference reference))
            {
                await FollowAsync(reference, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (KlosetFormatException exception)
        {
            throw new KlosetFormatException(
                $"Snapshot {snapshot} can't be followed, so nobody knows which packfiles it needs, and nothing was deleted. {exception.Message}", exception);
        }
    }

    private void Push(HeaderRecord header)
    {
        if (!header.Identity.IsNone)
        {
            Require(new BlobKey(ResourceType.Signature, header.Identifier));
        }

        // A header without a source is damaged; its first one must be there.
        _ = header.Source;
        foreach (HeaderSource source in header.Sources!)
        {
            Push(TreeKind.Vfs, source.Trees.Entries);
            Push(TreeKind.Errors, source.Trees.Errors);
            Push(TreeKind.Xattr, source.Trees.Xattrs);
            foreach (HeaderIndex index in source.Indexes ?? [])
            {
                Push(index.Tree, index.Root);
            }
        }
    }

    private void Push(TreeKind tree, Mac root) => Push(new BlobKey(tree.Root, root), tree);

    private void Push(BlobKey key, TreeKind? tree)
    {
        if (_visited.Add(new Reference(key, tree)))
        {
            Require(key);
            _pending.Push(new Reference(key, tree));
        }
    }

    private void Require(BlobKey key)
    {
        BlobLocation[] candidates = [.. _store.Index.Find(key.Type, key.Id).Where(location => _stored.Contains(location.Packfile))];
        switch (candidates)
        {
            case []:
                throw new KlosetFormatException($"{key} is in no packfile that exists.");
            case [var only]:
                _used.Add(only.Packfile);
                break;
            default:
                _ambiguous.Add((key, candidates));
                break;
        }
    }

    /// <summary>The first intact copy: in a packfile that is used anyway, in a live one, and last in one that is marked for deletion, which then stays.</summary>
    private async Task<Mac> ChooseAsync(BlobKey key, BlobLocation[] candidates, CancellationToken cancellationToken)
    {
        foreach (BlobLocation location in candidates.OrderByDescending(location => _used.Contains(location.Packfile)).ThenBy(location => _marked.Contains(location.Packfile)))
        {
            if (await _store.Blobs.IsIntactAsync(key, location, cancellationToken).ConfigureAwait(false))
            {
                return location.Packfile;
            }
        }

        throw new KlosetFormatException($"{key} is in {candidates.Length} packfiles and damaged in all of them, so nobody knows which to keep, and nothing was deleted.");
    }

    private async Task FollowAsync(Reference reference, CancellationToken cancellationToken)
    {
        (BlobKey key, TreeKind? tree) = reference;
        if (key.Type is ResourceType.ErrorEntry or ResourceType.VfsSummary)
        {
            return;
        }

        using IMemoryOwner<byte> blob = await _store.Blobs.ReadAsync(key.Type, key.Id, cancellationToken).ConfigureAwait(false);
        ReadOnlySpan<byte> content = blob.Memory.Span;
        if (tree is not null && key.Type == tree.Root)
        {
            Push(new BlobKey(tree.Node, TreeRoot.Decode(content, tree.Name).Root), tree);
        }
        else if (tree is not null)
        {
            Push(TreeNode.Decode(content, tree.Name), tree);
        }
        else if (key.Type == ResourceType.Object)
        {
            Require(ObjectRecord.Decode(content));
        }
        else
        {
            PushContent(key.Type == ResourceType.XattrEntry ? XattrRecord.Decode(content).Object : EntryRecord.Decode(content).Object);
        }
    }

    private void Push(TreeNode node, TreeKind tree)
    {
        foreach (Mac value in node.Values)
        {
            Push(new BlobKey(tree.Value, value), tree: null);
        }

        foreach (Mac child in node.Pointers)
        {
            Push(new BlobKey(tree.Node, child), tree);
        }

        if (node.Next is { } next)
        {
            Push(new BlobKey(tree.Node, next), tree);
        }
    }

    private void PushContent(Mac content)
    {
        if (!content.IsNil)
        {
            Push(new BlobKey(ResourceType.Object, content), tree: null);
        }
    }

    private void Require(ObjectRecord content)
    {
        foreach (ChunkRecord chunk in content.Chunks)
        {
            BlobKey key = new(ResourceType.Chunk, chunk.ContentMac);
            if (_visited.Add(new Reference(key, Tree: null)))
            {
                Require(key);
            }
        }
    }

    /// <param name="Key">The blob.</param>
    /// <param name="Tree">The tree whose root record or node it is; null for other blobs.</param>
    private readonly record struct Reference(BlobKey Key, TreeKind? Tree);
}
