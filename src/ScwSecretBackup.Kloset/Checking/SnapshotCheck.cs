using System.Buffers;
using ScwSecretBackup.Kloset.Envelopes;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Snapshots;
using ScwSecretBackup.Kloset.Trees;

namespace ScwSecretBackup.Kloset.Checking;

/// <summary>Checks one snapshot: its header, its trees, and that they agree with each other (FORMAT §9).</summary>
internal sealed class SnapshotCheck
{
    private readonly KlosetStore _store;
    private readonly ObjectCheck _objects;
    private readonly SharedEntries _entries;
    private readonly FindingList _findings;
    private readonly Mac _id;

    private SnapshotCheck(KlosetStore store, ObjectCheck objects, SharedEntries entries, Mac id)
    {
        _store = store;
        _objects = objects;
        _entries = entries;
        _id = id;
        _findings = new FindingList($"snapshot {id}", id);
    }

    public static async Task<FindingList> RunAsync(KlosetStore store, ObjectCheck objects, SharedEntries entries, Mac id, CancellationToken cancellationToken)
    {
        SnapshotCheck check = new(store, objects, entries, id);
        await check._findings.TryAsync(() => check.RunAsync(cancellationToken)).ConfigureAwait(false);
        return check._findings;
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        HeaderRecord header = await _store.ReadHeaderAsync(_id, verifySignature: true, cancellationToken).ConfigureAwait(false);
        CheckHeader(header);
        SnapshotTrees trees = await ReadTreesAsync(header.Source, cancellationToken).ConfigureAwait(false);
        EntryCheck entries = new(_store, _objects, _entries, _findings, trees);
        await entries.RunAsync(cancellationToken).ConfigureAwait(false);
        CheckRoot(header.Source, entries);
        await CheckErrorsAsync(trees.Errors, cancellationToken).ConfigureAwait(false);
        await CheckXattrsAsync(trees.Xattrs, entries, cancellationToken).ConfigureAwait(false);
    }

    private void CheckHeader(HeaderRecord header)
    {
        if (header.Sources is { Count: > 1 } sources)
        {
            _findings.Warning($"The header has {sources.Count} sources; only the first is checked.");
        }

        foreach (HeaderIndex index in header.Source.Indexes ?? [])
        {
            if (index.Name is not (HeaderIndex.ContentTypes or HeaderIndex.Dirpacks or HeaderIndex.Summaries) || index.Type != HeaderIndex.BTree)
            {
                _findings.Error($"The header lists an index '{index.Name}' of type '{index.Type}', with which maintenance by plakar fails.");
            }
        }
    }

    private async Task<SnapshotTrees> ReadTreesAsync(HeaderSource source, CancellationToken cancellationToken) => new(
        await ReadTreeAsync(TreeKind.Vfs, source.Trees.Entries, cancellationToken).ConfigureAwait(false) ?? [],
        await ReadTreeAsync(TreeKind.Xattr, source.Trees.Xattrs, cancellationToken).ConfigureAwait(false) ?? [],
        await ReadTreeAsync(TreeKind.Errors, source.Trees.Errors, cancellationToken).ConfigureAwait(false) ?? [],
        await ReadTreeAsync(TreeKind.ContentTypes, source.FindIndex(HeaderIndex.ContentTypes), cancellationToken).ConfigureAwait(false),
        await ReadTreeAsync(TreeKind.Dirpacks, source.FindIndex(HeaderIndex.Dirpacks), cancellationToken).ConfigureAwait(false),
        await ReadTreeAsync(TreeKind.Summaries, source.FindIndex(HeaderIndex.Summaries), cancellationToken).ConfigureAwait(false));

    /// <summary>The entries; null when there is no such tree, or it can't be read.</summary>
    private async Task<List<TreeEntry>?> ReadTreeAsync(TreeKind kind, Mac? root, CancellationToken cancellationToken)
    {
        List<TreeEntry>? entries = null;
        if (root is { } record)
        {
            await _findings.TryAsync(async () => entries = await TreeCheck.RunAsync(_store, kind, record, _findings, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
        }

        return entries;
    }

    private void CheckRoot(HeaderSource source, EntryCheck entries)
    {
        string directory = source.ImporterDirectory.StartsWith('/') ? source.ImporterDirectory : "/" + source.ImporterDirectory;
        if (!entries.Directories.Contains(RawKey.From(SnapshotPath.EncodeLookup(directory))))
        {
            _findings.Error($"The importer directory '{source.ImporterDirectory}' is no directory of the snapshot, so plakar can't list, check or restore it by default.");
        }

        if (entries.RootSummary is { } summary && summary != source.Summary)
        {
            _findings.Warning("The summary in the header is not the one of the root directory.");
        }
    }

    private async Task CheckErrorsAsync(List<TreeEntry> errors, CancellationToken cancellationToken)
    {
        foreach (TreeEntry item in errors)
        {
            await _findings.TryAsync(async () =>
            {
                using IMemoryOwner<byte> blob = await _store.Blobs.ReadAsync(ResourceType.ErrorEntry, item.Value, cancellationToken).ConfigureAwait(false);
                if (!ErrorRecord.Decode(blob.Memory.Span).Path.Span.SequenceEqual(item.Key.Span))
                {
                    _findings.Error($"The error tree has the error of another path under '{SnapshotPath.Decode(item.Key.Span)}'.");
                }
            }).ConfigureAwait(false);
        }
    }

    private async Task CheckXattrsAsync(List<TreeEntry> xattrs, EntryCheck entries, CancellationToken cancellationToken)
    {
        foreach (TreeEntry item in xattrs)
        {
            await _findings.TryAsync(async () =>
            {
                using IMemoryOwner<byte> blob = await _store.Blobs.ReadAsync(ResourceType.XattrEntry, item.Value, cancellationToken).ConfigureAwait(false);
                XattrRecord xattr = XattrRecord.Decode(blob.Memory.Span);
                string display = SnapshotPath.Decode(item.Key.Span);
                if (item.Key.Span.SequenceEqual(xattr.Path.Span))
                {
                    _findings.Information($"The xattr tree names '{display}' by its path alone, as kloset 1.1.0 and 1.1.1 did.");
                }
                else if (!item.Key.Span.SequenceEqual(xattr.TreeKey.Span))
                {
                    _findings.Error($"The xattr tree has another attribute under '{display}'.");
                }

                if (!entries.Paths.Contains(RawKey.From(xattr.Path)))
                {
                    _findings.Error($"Attribute '{display}' belongs to no entry.");
                }

                if ((await _objects.RunAsync(xattr.Object, _findings, cancellationToken).ConfigureAwait(false)).Size != xattr.Size)
                {
                    _findings.Error($"The size of attribute '{display}' is not the one of its content.");
                }
            }).ConfigureAwait(false);
        }
    }
}
