using System.Buffers;
using ScwSecretBackup.Kloset.Envelopes;
using ScwSecretBackup.Kloset.Msgpack;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Snapshots;
using ScwSecretBackup.Kloset.Trees;

namespace ScwSecretBackup.Kloset.Checking;

/// <summary>Checks the entries of a snapshot, directory by directory, deepest first, and the three indexes that are made from them.</summary>
internal sealed class EntryCheck
{
    private readonly KlosetStore _store;
    private readonly ObjectCheck _objects;
    private readonly SharedEntries _shared;
    private readonly FindingList _findings;
    private readonly SnapshotTrees _trees;
    private readonly Dictionary<string, List<TreeEntry>> _children = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SummaryRecord> _summaries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ulong> _errorCounts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Mac> _contentTypes = new(StringComparer.Ordinal);

    public EntryCheck(KlosetStore store, ObjectCheck objects, SharedEntries shared, FindingList findings, SnapshotTrees trees)
    {
        _store = store;
        _objects = objects;
        _shared = shared;
        _findings = findings;
        _trees = trees;
    }

    /// <summary>Paths of all entries, as <see cref="RawKey"/>.</summary>
    public HashSet<string> Paths { get; } = new(StringComparer.Ordinal);

    /// <summary>Paths of all directories, as <see cref="RawKey"/>.</summary>
    public HashSet<string> Directories { get; } = new(StringComparer.Ordinal);

    /// <summary>Summary of the root directory, computed; null when the snapshot has no summary index.</summary>
    public SummaryRecord? RootSummary => _trees.Summaries is null ? null : _summaries.GetValueOrDefault(SnapshotPath.Root);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        Group();
        foreach ((string directory, List<TreeEntry> children) in _children.OrderByDescending(group => RawKey.ToBytes(group.Key), new PathBytesComparer()))
        {
            await CheckDirectoryAsync(directory, children, cancellationToken).ConfigureAwait(false);
        }

        if (Paths.Contains(SnapshotPath.Root))
        {
            TreeEntry root = _trees.Entries.First(entry => entry.Key.Length == 1);
            await _findings.TryAsync(
                async () => Register(await CheckEntryAsync(root, cancellationToken).ConfigureAwait(false), SnapshotPath.Root), SnapshotPath.Root).ConfigureAwait(false);
        }

        foreach (string directory in _children.Keys.Where(directory => !Directories.Contains(directory)))
        {
            _findings.Error($"'{RawKey.Display(directory)}' has children, but is no directory of the snapshot.", RawKey.Display(directory));
        }

        CheckSummaryIndex();
        CheckContentTypeIndex();
        await CheckDirpackIndexAsync(cancellationToken).ConfigureAwait(false);
    }

    private void Group()
    {
        foreach (TreeEntry entry in _trees.Entries)
        {
            Paths.Add(RawKey.From(entry.Key));
            if (entry.Key.Length > 1)
            {
                string parent = RawKey.From(SnapshotPath.Parent(entry.Key));
                _children.TryAdd(parent, []);
                _children[parent].Add(entry);
            }
        }

        foreach (TreeEntry error in _trees.Errors)
        {
            string parent = RawKey.From(SnapshotPath.Parent(error.Key));
            _errorCounts[parent] = _errorCounts.GetValueOrDefault(parent) + 1;
        }
    }

    private async Task CheckDirectoryAsync(string directory, List<TreeEntry> children, CancellationToken cancellationToken)
    {
        SummaryBuilder summary = new();
        foreach (TreeEntry child in children)
        {
            await _findings.TryAsync(async () =>
            {
                EntryRecord entry = await CheckEntryAsync(child, cancellationToken).ConfigureAwait(false);
                string path = RawKey.From(child.Key);
                Register(entry, path);
                if (FileModes.IsDirectory(entry.FileInfo.Mode))
                {
                    summary.AddDirectory(_summaries[path]);
                }
                else
                {
                    summary.AddFile(entry);
                    _contentTypes[RawKey.From(ContentTypeIndex.Key(entry.ContentType, child.Key.Span))] = child.Value;
                }
            }, SnapshotPath.Decode(child.Key.Span)).ConfigureAwait(false);
        }

        _summaries[directory] = summary.Finish(_errorCounts.GetValueOrDefault(directory));
    }

    private void Register(EntryRecord entry, string path)
    {
        if (FileModes.IsDirectory(entry.FileInfo.Mode))
        {
            Directories.Add(path);
            _summaries.TryAdd(path, new SummaryBuilder().Finish(_errorCounts.GetValueOrDefault(path)));
        }
    }

    private async Task<EntryRecord> CheckEntryAsync(TreeEntry item, CancellationToken cancellationToken)
    {
        EntryRecord entry = await ReadEntryAsync(item.Value, cancellationToken).ConfigureAwait(false);
        string path = SnapshotPath.Decode(item.Key.Span);
        if (!EntryConverter.PathOf(entry).Span.SequenceEqual(item.Key.Span))
        {
            throw new KlosetFormatException($"The vfs tree has another entry under '{path}'.");
        }

        if (FileModes.IsRegular(entry.FileInfo.Mode))
        {
            await CheckFileAsync(path, entry, cancellationToken).ConfigureAwait(false);
        }
        else if (!entry.Object.IsNil)
        {
            _findings.Warning($"'{path}' is no regular file but has content.");
        }

        return entry;
    }

    private async Task CheckFileAsync(string path, EntryRecord entry, CancellationToken cancellationToken)
    {
        if (entry.Object.IsNil)
        {
            throw new KlosetFormatException($"File '{path}' has no content.");
        }

        if (entry.FileInfo.LinkCount == 0 || (entry.FileInfo is { LinkCount: > 1, Inode: 0 }))
        {
            _findings.Warning($"File '{path}' has a link count of {entry.FileInfo.LinkCount} without an inode; plakar's restore goes wrong.");
        }

        CheckedObject content = await _objects.RunAsync(entry.Object, _findings, cancellationToken).ConfigureAwait(false);
        if (content.Size != entry.FileInfo.Size)
        {
            _findings.Error($"The size of file '{path}' is {entry.FileInfo.Size}, its content has {content.Size} bytes.", path);
        }

        // Format 1.0 has neither of these in entries.
        if (entry.ChunkCount != 0 && (entry.ChunkCount != (ulong)content.ChunkCount || entry.ContentType != content.ContentType))
        {
            _findings.Warning($"Chunk count or content type of file '{path}' are not those of its content.");
        }
    }

    private void CheckSummaryIndex()
    {
        if (_trees.Summaries is not { } summaries)
        {
            return;
        }

        RequireDirectories("summary index", summaries);
        MsgpackWriter writer = new();
        foreach (TreeEntry item in summaries)
        {
            if (_store.Index.Find(ResourceType.VfsSummary, item.Value).Count == 0)
            {
                _findings.Error($"The summary {item.Value} of '{SnapshotPath.Decode(item.Key.Span)}' is missing.");
            }
            else if (_summaries.TryGetValue(RawKey.From(item.Key), out SummaryRecord? expected))
            {
                writer.Clear();
                expected.Encode(writer);
                if (_store.Codec.Mac.Compute(writer.WrittenSpan) != item.Value)
                {
                    _findings.Warning($"The summary of '{SnapshotPath.Decode(item.Key.Span)}' has other numbers than its entries give.");
                }
            }
        }
    }

    private void CheckContentTypeIndex()
    {
        if (_trees.ContentTypes is { } index
            && !index.Select(item => (RawKey.From(item.Key), item.Value))
                .SequenceEqual(_contentTypes.OrderBy(item => item.Key, StringComparer.Ordinal).Select(item => (item.Key, item.Value))))
        {
            _findings.Warning("The content-type index doesn't hold exactly the entries that are no directories.");
        }
    }

    private async Task CheckDirpackIndexAsync(CancellationToken cancellationToken)
    {
        if (_trees.Dirpacks is not { } dirpacks)
        {
            return;
        }

        RequireDirectories("dirpack index", dirpacks);
        foreach (TreeEntry item in dirpacks)
        {
            await _findings.TryAsync(async () =>
            {
                List<TreeEntry> children = _children.GetValueOrDefault(RawKey.From(item.Key)) ?? [];
                string path = SnapshotPath.Decode(item.Key.Span);
                CheckedObject dirpack = await _objects.RunAsync(item.Value, _findings, cancellationToken).ConfigureAwait(false);
                if (_shared.Holds(item.Value, children))
                {
                    return;
                }

                if (dirpack.ContentMac == await ExpectedDirpackMacAsync(children, cancellationToken).ConfigureAwait(false))
                {
                    _shared.AddDirpack(item.Value, children);
                }
                else
                {
                    await CompareDirpackAsync(path, item.Value, children, cancellationToken).ConfigureAwait(false);
                }
            }, SnapshotPath.Decode(item.Key.Span)).ConfigureAwait(false);
        }
    }

    private async Task<Mac> ExpectedDirpackMacAsync(List<TreeEntry> children, CancellationToken cancellationToken)
    {
        ArrayBufferWriter<byte> content = new();
        MsgpackWriter writer = new();
        foreach (TreeEntry child in children)
        {
            bool isDirectory = Directories.Contains(RawKey.From(child.Key));
            if (TryEncode(child.Value, writer))
            {
                DirpackFrame.Write(content, isDirectory, writer.WrittenSpan, child.Value);
                continue;
            }

            using IMemoryOwner<byte> blob = await _store.Blobs.ReadAsync(ResourceType.VfsEntry, child.Value, cancellationToken).ConfigureAwait(false);
            DirpackFrame.Write(content, isDirectory, blob.Memory.Span, child.Value);
        }

        return _store.Codec.Mac.Compute(content.WrittenSpan);
    }

    /// <summary>Encodes an entry as it is in its blob; false when it has to be read, because it is not known or not in canonical form.</summary>
    private bool TryEncode(Mac id, MsgpackWriter writer)
    {
        writer.Clear();
        _shared.Find(id)?.Encode(writer);
        return _store.Codec.Mac.Compute(writer.WrittenSpan) == id;
    }

    /// <summary>Finds out whether a dirpack is only in another order, or different.</summary>
    private async Task CompareDirpackAsync(string path, Mac dirpack, List<TreeEntry> children, CancellationToken cancellationToken)
    {
        HashSet<Mac> expected = [.. children.Select(child => child.Value)];
        int count = 0;
        bool same = true;
        await foreach (DirpackFrame frame in DirpackReader.ReadAsync(_objects.Reader, dirpack, cancellationToken).ConfigureAwait(false))
        {
            byte kind = FileModes.IsDirectory(EntryRecord.Decode(frame.Entry.Span).FileInfo.Mode) ? DirpackFrame.DirectoryKind : DirpackFrame.OtherKind;
            same &= expected.Contains(frame.EntryMac) && _store.Codec.Mac.Compute(frame.Entry.Span) == frame.EntryMac && frame.Kind == kind;
            count++;
        }

        if (!same || count != children.Count)
        {
            _findings.Error($"The dirpack of '{path}' doesn't hold the entries that the vfs tree has in that directory.");
        }
        else
        {
            _findings.Information($"The dirpack of '{path}' is not in bytewise order.");
        }
    }

    private void RequireDirectories(string index, List<TreeEntry> items)
    {
        HashSet<string> named = items.Select(item => RawKey.From(item.Key)).ToHashSet(StringComparer.Ordinal);
        if (!named.SetEquals(Directories))
        {
            _findings.Error($"The {index} doesn't name exactly the directories of the snapshot.");
        }
    }

    private async Task<EntryRecord> ReadEntryAsync(Mac id, CancellationToken cancellationToken)
    {
        if (_shared.Find(id) is { } known)
        {
            return known;
        }

        EntryRecord entry = _objects.FindEntry(id) ?? await ReadEntryBlobAsync(id, cancellationToken).ConfigureAwait(false);
        _shared.Add(id, entry);
        return entry;
    }

    private async Task<EntryRecord> ReadEntryBlobAsync(Mac id, CancellationToken cancellationToken)
    {
        using IMemoryOwner<byte> blob = await _store.Blobs.ReadAsync(ResourceType.VfsEntry, id, cancellationToken).ConfigureAwait(false);
        return EntryRecord.Decode(blob.Memory.Span);
    }

    private sealed class PathBytesComparer : IComparer<byte[]>
    {
        public int Compare(byte[]? x, byte[]? y) => KeyComparer.Path.Compare(x.AsSpan(), y.AsSpan());
    }
}
