using System.Buffers;
using System.Collections.Concurrent;
using ScwSecretBackup.Kloset.Envelopes;
using ScwSecretBackup.Kloset.Msgpack;
using ScwSecretBackup.Kloset.Objects;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Trees;

namespace ScwSecretBackup.Kloset.Snapshots;

/// <summary>Writes the entries, dirpacks, summaries and the six trees of a snapshot (FORMAT §9.3 to §9.9), deepest directories first.</summary>
internal sealed class SnapshotTreeWriter
{
    private readonly BlobWriter _blobs;
    private readonly ObjectWriter _objects;
    private readonly SnapshotNode[] _nodes;
    private readonly Mac[] _entryIds;
    private readonly ErrorRecord[] _errors;
    private readonly Dictionary<string, List<int>> _children = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ulong> _errorCounts = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, DirectoryResult> _directories = new(StringComparer.Ordinal);

    // Statistics of the directories whose parents are still to be written.
    private readonly ConcurrentDictionary<string, SummaryRecord> _summaries = new(StringComparer.Ordinal);

    public SnapshotTreeWriter(BlobWriter blobs, ObjectWriter objects, SnapshotTree tree)
    {
        _blobs = blobs;
        _objects = objects;
        _nodes = tree.SortedNodes();
        _entryIds = new Mac[_nodes.Length];
        _errors = tree.SortedErrors();
    }

    /// <summary>Writes everything and returns the source record of the header, without its importer.</summary>
    public async Task<HeaderSource> WriteAsync(CancellationToken cancellationToken)
    {
        GroupByDirectory();
        await WriteDirectoriesAsync(cancellationToken).ConfigureAwait(false);
        _entryIds[0] = await WriteEntryAsync(_nodes[0].ToEntry(), cancellationToken).ConfigureAwait(false);

        HeaderTrees trees = new(
            await BuildAsync(TreeKind.Vfs, _nodes.Select((node, i) => new TreeEntry(node.RawPath, _entryIds[i])), cancellationToken).ConfigureAwait(false),
            await BuildAsync(TreeKind.Xattr, [], cancellationToken).ConfigureAwait(false),
            await BuildAsync(TreeKind.Errors, await WriteErrorsAsync(cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false));
        return new HeaderSource
        {
            Trees = trees,
            Indexes = await WriteIndexesAsync(cancellationToken).ConfigureAwait(false),
            Summary = _summaries[SnapshotPath.Root],
        };
    }

    private void GroupByDirectory()
    {
        for (int i = 0; i < _nodes.Length; i++)
        {
            if (_nodes[i].IsDirectory)
            {
                _children.Add(_nodes[i].Path, []);
            }

            if (_nodes[i].Path != SnapshotPath.Root)
            {
                _children[SnapshotPath.Parent(_nodes[i].Path)].Add(i);
            }
        }

        foreach (ErrorRecord error in _errors)
        {
            string parent = SnapshotPath.Parent(SnapshotPath.Decode(error.Path.Span));
            _errorCounts[parent] = _errorCounts.GetValueOrDefault(parent) + 1;
        }
    }

    private async Task WriteDirectoriesAsync(CancellationToken cancellationToken)
    {
        ParallelOptions options = new() { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken };
        foreach (IGrouping<int, string> level in _children.Keys.GroupBy(SnapshotPath.Depth).OrderByDescending(level => level.Key))
        {
            await Parallel.ForEachAsync(level, options, async (path, token) => await WriteDirectoryAsync(path, token).ConfigureAwait(false)).ConfigureAwait(false);
        }
    }

    private async Task WriteDirectoryAsync(string path, CancellationToken cancellationToken)
    {
        ArrayBufferWriter<byte> dirpack = new();
        SummaryBuilder summary = new();
        MsgpackWriter writer = new();
        foreach (int child in _children[path])
        {
            SnapshotNode node = _nodes[child];
            EntryRecord entry = node.ToEntry();
            writer.Clear();
            entry.Encode(writer);
            byte[] bytes = writer.ToArray();
            _entryIds[child] = await _blobs.WriteAsync(ResourceType.VfsEntry, bytes, cancellationToken).ConfigureAwait(false);
            DirpackFrame.Write(dirpack, node.IsDirectory, bytes, _entryIds[child]);
            if (node.IsDirectory)
            {
                _summaries.TryRemove(node.Path, out SummaryRecord? below);
                summary.AddDirectory(below!);
            }
            else
            {
                summary.AddFile(entry);
            }
        }

        SummaryRecord finished = summary.Finish(_errorCounts.GetValueOrDefault(path));
        writer.Clear();
        finished.Encode(writer);
        Mac summaryId = await _blobs.WriteAsync(ResourceType.VfsSummary, writer.ToArray(), cancellationToken).ConfigureAwait(false);
        Mac dirpackId = await _objects.WriteDirpackAsync(dirpack.WrittenMemory, cancellationToken).ConfigureAwait(false);
        _summaries[path] = finished;
        _directories[path] = new DirectoryResult(summaryId, dirpackId);
    }

    private Task<Mac> WriteEntryAsync(EntryRecord entry, CancellationToken cancellationToken)
    {
        MsgpackWriter writer = new();
        entry.Encode(writer);
        return _blobs.WriteAsync(ResourceType.VfsEntry, writer.ToArray(), cancellationToken);
    }

    private async Task<List<TreeEntry>> WriteErrorsAsync(CancellationToken cancellationToken)
    {
        List<TreeEntry> entries = [];
        MsgpackWriter writer = new();
        foreach (ErrorRecord error in _errors)
        {
            writer.Clear();
            error.Encode(writer);
            entries.Add(new TreeEntry(error.Path, await _blobs.WriteAsync(ResourceType.ErrorEntry, writer.ToArray(), cancellationToken).ConfigureAwait(false)));
        }

        return entries;
    }

    private async Task<List<HeaderIndex>> WriteIndexesAsync(CancellationToken cancellationToken)
    {
        IEnumerable<SnapshotNode> directories = _nodes.Where(node => node.IsDirectory);
        IEnumerable<TreeEntry> contentTypes = _nodes.Select((node, i) => (node, i)).Where(item => !item.node.IsDirectory)
            .Select(item => new TreeEntry(ContentTypeKey(item.node), _entryIds[item.i]));
        return
        [
            new(HeaderIndex.ContentTypes, HeaderIndex.BTree, await BuildAsync(TreeKind.ContentTypes, contentTypes, cancellationToken).ConfigureAwait(false)),
            new(HeaderIndex.Dirpacks, HeaderIndex.BTree, await BuildAsync(TreeKind.Dirpacks, directories.Select(node => new TreeEntry(node.RawPath, _directories[node.Path].DirpackId)), cancellationToken).ConfigureAwait(false)),
            new(HeaderIndex.Summaries, HeaderIndex.BTree, await BuildAsync(TreeKind.Summaries, directories.Select(node => new TreeEntry(node.RawPath, _directories[node.Path].SummaryId)), cancellationToken).ConfigureAwait(false)),
        ];
    }

    private static byte[] ContentTypeKey(SnapshotNode node) => ContentTypeIndex.Key(node.Content!.ContentType, node.RawPath.Span);

    private Task<Mac> BuildAsync(TreeKind kind, IEnumerable<TreeEntry> entries, CancellationToken cancellationToken)
    {
        TreeEntry[] sorted = [.. entries];
        Array.Sort(sorted, (left, right) => kind.Comparer.Compare(left.Key, right.Key));
        return TreeBuilder.BuildAsync(kind, sorted, _blobs, cancellationToken);
    }
}
