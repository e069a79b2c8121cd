using System.Buffers;
using ScwSecretBackup.Kloset.Envelopes;
using ScwSecretBackup.Kloset.Msgpack;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Snapshots;
using ScwSecretBackup.Kloset.Trees;

namespace ScwSecretBackup.Kloset.Copying;

/// <summary>
/// Writes the trees of a snapshot of one store into another. Names of blobs are MACs under the key of their store, so everything that
/// names something else is written anew, from the chunks up; what names nothing is copied as it is.
/// </summary>
internal sealed class SnapshotTranscoder
{
    private readonly KlosetStore _source;
    private readonly CopyTransaction _transaction;
    private readonly BlobMap _copied;
    private readonly ContentTranscoder _contents;
    private readonly IProgress<CopyProgress>? _progress;
    private int _done;
    private int _total;

    public SnapshotTranscoder(KlosetStore source, KlosetStore target, CopyTransaction transaction, BlobMap copied, IProgress<CopyProgress>? progress)
    {
        _source = source;
        _transaction = transaction;
        _copied = copied;
        _contents = new ContentTranscoder(source, target, transaction.Blobs, copied);
        _progress = progress;
    }

    private BlobWriter Blobs => _transaction.Blobs;

    /// <summary>The header that the snapshot has in the target. It is unsigned: a signature covers the names of the trees.</summary>
    public async Task<HeaderRecord> WriteAsync(HeaderRecord header, CancellationToken cancellationToken)
    {
        _ = header.Source;
        List<HeaderSource> sources = [];
        foreach (HeaderSource source in header.Sources!)
        {
            sources.Add(await WriteAsync(source, cancellationToken).ConfigureAwait(false));
        }

        return header with { Identity = HeaderIdentity.None, Sources = sources };
    }

    private async Task<HeaderSource> WriteAsync(HeaderSource source, CancellationToken cancellationToken)
    {
        HeaderTrees trees = new(
            await WriteTreeAsync(TreeKind.Vfs, source.Trees.Entries, cancellationToken).ConfigureAwait(false),
            await WriteTreeAsync(TreeKind.Xattr, source.Trees.Xattrs, cancellationToken).ConfigureAwait(false),
            await WriteTreeAsync(TreeKind.Errors, source.Trees.Errors, cancellationToken).ConfigureAwait(false));
        if (source.Indexes is null)
        {
            return source with { Trees = trees };
        }

        List<HeaderIndex> indexes = [];
        foreach (HeaderIndex index in source.Indexes)
        {
            indexes.Add(index with { Root = await WriteTreeAsync(index.Tree, index.Root, cancellationToken).ConfigureAwait(false) });
        }

        return source with { Trees = trees, Indexes = indexes };
    }

    /// <summary>Keys stay; they are put in order, since plakar builds the xattr tree in another order than it reads it (FORMAT §9.3).</summary>
    private async Task<Mac> WriteTreeAsync(TreeKind tree, Mac root, CancellationToken cancellationToken)
    {
        List<TreeEntry> entries = [];
        TreeReader reader = await TreeReader.OpenAsync(_source.Blobs, tree, root, cancellationToken).ConfigureAwait(false);
        await foreach (TreeEntry entry in reader.ScanAsync(ReadOnlyMemory<byte>.Empty, cancellationToken).ConfigureAwait(false))
        {
            entries.Add(entry);
        }

        _total += entries.Count;
        TreeEntry[] copies = new TreeEntry[entries.Count];
        ParallelOptions options = new() { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, copies.Length, options, async (i, token) =>
        {
            copies[i] = entries[i] with { Value = await CopyAsync(new BlobKey(tree.Value, entries[i].Value), token).ConfigureAwait(false) };
            _progress?.Report(new CopyProgress(Interlocked.Increment(ref _done), _total));
            await _transaction.CheckpointAsync(token).ConfigureAwait(false);
        }).ConfigureAwait(false);
        return await TreeBuilder.BuildAsync(tree, [.. copies.OrderBy(entry => entry.Key, tree.Comparer)], Blobs, cancellationToken).ConfigureAwait(false);
    }

    private async Task<Mac> CopyAsync(BlobKey key, CancellationToken cancellationToken)
    {
        // Objects that trees name are dirpacks; those of files are named by entries.
        if (key.Type == ResourceType.Object)
        {
            return await _contents.CopyDirpackAsync(key.Id, cancellationToken).ConfigureAwait(false);
        }

        if (_copied.TryGet(key, isDirpack: false, out Mac known) && await Blobs.TryReuseAsync(key with { Id = known }, cancellationToken).ConfigureAwait(false))
        {
            return known;
        }

        using IMemoryOwner<byte> blob = await _source.Blobs.ReadAsync(key.Type, key.Id, cancellationToken).ConfigureAwait(false);
        ReadOnlyMemory<byte> copy = key.Type switch
        {
            ResourceType.VfsEntry => await _contents.TranscodeEntryAsync(blob.Memory, cancellationToken).ConfigureAwait(false),
            ResourceType.XattrEntry => await TranscodeAttributeAsync(blob.Memory, cancellationToken).ConfigureAwait(false),
            _ => blob.Memory,
        };
        Mac name = await Blobs.WriteAsync(key.Type, copy, cancellationToken).ConfigureAwait(false);
        _copied.Add(key, isDirpack: false, name);
        return name;
    }

    private async Task<ReadOnlyMemory<byte>> TranscodeAttributeAsync(ReadOnlyMemory<byte> attribute, CancellationToken cancellationToken)
    {
        XattrRecord record = XattrRecord.Decode(attribute.Span);
        if (record.Object.IsNil)
        {
            return attribute;
        }

        MsgpackWriter writer = new();
        (record with { Object = await _contents.CopyAsync(record.Object, cancellationToken).ConfigureAwait(false) }).Encode(writer);
        return writer.ToArray();
    }
}
