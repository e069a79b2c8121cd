using System.Buffers;
using System.Runtime.CompilerServices;
using ScwSecretBackup.Kloset.Envelopes;
using ScwSecretBackup.Kloset.Hashing;
using ScwSecretBackup.Kloset.Objects;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Trees;

namespace ScwSecretBackup.Kloset.Snapshots;

/// <summary>Reads one snapshot. Every blob's MAC is verified. Symbolic links are entries like others and never followed. Safe for concurrent use.</summary>
public sealed class SnapshotReader
{
    private readonly IBlobSource _blobs;
    private readonly ObjectReader _objects;
    private readonly TreeReader _entries;
    private readonly TreeReader? _dirpacks;

    private SnapshotReader(SnapshotHeader header, IBlobSource blobs, ObjectReader objects, TreeReader entries, TreeReader? dirpacks)
    {
        Header = header;
        _blobs = blobs;
        _objects = objects;
        _entries = entries;
        _dirpacks = dirpacks;
    }

    /// <summary>The snapshot's header.</summary>
    public SnapshotHeader Header { get; }

    internal static async Task<SnapshotReader> OpenAsync(HeaderRecord header, IBlobSource blobs, IStoreMac mac, CancellationToken cancellationToken)
    {
        HeaderSource source = header.Source;
        TreeReader entries = await TreeReader.OpenAsync(blobs, TreeKind.Vfs, source.Trees.Entries, cancellationToken).ConfigureAwait(false);
        TreeReader? dirpacks = source.FindIndex(HeaderIndex.Dirpacks) is { } root
            ? await TreeReader.OpenAsync(blobs, TreeKind.Dirpacks, root, cancellationToken).ConfigureAwait(false)
            : null;
        return new SnapshotReader(header.ToHeader(), blobs, new ObjectReader(blobs, mac), entries, dirpacks);
    }

    /// <summary>Finds the entry at an absolute path, or null.</summary>
    public Task<SnapshotEntry?> FindAsync(string path, CancellationToken cancellationToken) =>
        FindAsync(SnapshotPath.EncodeLookup(path), cancellationToken);

    /// <summary>The direct children of a directory, in bytewise order of their paths; empty when the path is no directory.</summary>
    public Task<IReadOnlyList<SnapshotEntry>> ListDirectoryAsync(string path, CancellationToken cancellationToken) =>
        ListDirectoryAsync(SnapshotPath.EncodeLookup(path), cancellationToken);

    /// <summary>
    /// Identity of a directory's direct children: two directories with one identity hold the same entries. Null when the snapshot has no dirpack index.
    /// </summary>
    public async Task<Mac?> GetDirectoryIdentityAsync(string path, CancellationToken cancellationToken) =>
        _dirpacks is null ? null : await _dirpacks.FindAsync(SnapshotPath.EncodeLookup(path), cancellationToken).ConfigureAwait(false);

    /// <summary>All entries below and including <paramref name="path"/>, parents before children.</summary>
    public async IAsyncEnumerable<SnapshotEntry> WalkAsync(string path, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Stack<SnapshotEntry> stack = new();
        if (await FindAsync(path, cancellationToken).ConfigureAwait(false) is { } start)
        {
            stack.Push(start);
        }

        while (stack.TryPop(out SnapshotEntry? entry))
        {
            yield return entry;
            if (entry.IsDirectory)
            {
                foreach (SnapshotEntry child in (await ListDirectoryAsync(entry.RawPath, cancellationToken).ConfigureAwait(false)).Reverse())
                {
                    stack.Push(child);
                }
            }
        }
    }

    /// <summary>Reads a whole file into pinned memory that is zeroed when disposed.</summary>
    /// <exception cref="ArgumentException">The entry is no regular file.</exception>
    /// <exception cref="KlosetFormatException">The content is damaged or larger than <paramref name="maxLength"/>.</exception>
    public Task<IMemoryOwner<byte>> ReadFileAsync(SnapshotEntry entry, int maxLength, CancellationToken cancellationToken) =>
        _objects.ReadAsync(ContentOf(entry).Id, maxLength, cancellationToken);

    /// <summary>Streams a file of any size, chunk by chunk; each chunk is verified before it is written.</summary>
    /// <exception cref="ArgumentException">The entry is no regular file.</exception>
    /// <exception cref="KlosetFormatException">The content is damaged; what has been written must not be used.</exception>
    public Task CopyFileAsync(SnapshotEntry entry, Stream destination, CancellationToken cancellationToken) =>
        _objects.CopyAsync(ContentOf(entry).Id, destination, cancellationToken);

    private static StoredObject ContentOf(SnapshotEntry entry)
    {
        if (!entry.IsRegularFile)
        {
            throw new ArgumentException($"'{entry.Path}' is no regular file.", nameof(entry));
        }

        return entry.Content ?? throw new KlosetFormatException($"File '{entry.Path}' has no content in the store.");
    }

    private async Task<SnapshotEntry?> FindAsync(ReadOnlyMemory<byte> path, CancellationToken cancellationToken)
    {
        Mac? id = await _entries.FindAsync(path, cancellationToken).ConfigureAwait(false);
        return id is null ? null : await ReadEntryAsync(path, id.Value, cancellationToken).ConfigureAwait(false);
    }

    private async Task<SnapshotEntry> ReadEntryAsync(ReadOnlyMemory<byte> path, Mac id, CancellationToken cancellationToken)
    {
        try
        {
            using IMemoryOwner<byte> blob = await _blobs.ReadAsync(ResourceType.VfsEntry, id, cancellationToken).ConfigureAwait(false);
            return Convert(EntryRecord.Decode(blob.Memory.Span), path);
        }
        catch (KlosetFormatException) when (_dirpacks is not null && path.Length > 1)
        {
            // An incremental backup of format 1.1 over one of 1.0 may name entries that were never written (FORMAT §13, 24); the dirpack has them.
            SnapshotEntry? entry = (await ReadDirpackAsync(SnapshotPath.Parent(path), cancellationToken).ConfigureAwait(false))?
                .FirstOrDefault(child => child.RawPath.Span.SequenceEqual(path.Span));
            if (entry is null)
            {
                throw;
            }

            return entry;
        }
    }

    private async Task<IReadOnlyList<SnapshotEntry>> ListDirectoryAsync(ReadOnlyMemory<byte> path, CancellationToken cancellationToken)
    {
        List<SnapshotEntry> children = await TryReadDirpackAsync(path, cancellationToken).ConfigureAwait(false)
            ?? await ScanDirectoryAsync(path, cancellationToken).ConfigureAwait(false);
        children.Sort((left, right) => left.RawPath.Span.SequenceCompareTo(right.RawPath.Span));
        return children;
    }

    /// <summary>The children by the dirpack index; null when it doesn't have the directory, or is damaged: the vfs tree has the same entries.</summary>
    private async Task<List<SnapshotEntry>?> TryReadDirpackAsync(ReadOnlyMemory<byte> path, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadDirpackAsync(path, cancellationToken).ConfigureAwait(false);
        }
        catch (KlosetFormatException)
        {
            return null;
        }
    }

    /// <summary>The children by the dirpack index; null when it doesn't have the directory.</summary>
    private async Task<List<SnapshotEntry>?> ReadDirpackAsync(ReadOnlyMemory<byte> path, CancellationToken cancellationToken)
    {
        if (_dirpacks is null || await _dirpacks.FindAsync(path, cancellationToken).ConfigureAwait(false) is not { } dirpack)
        {
            return null;
        }

        List<SnapshotEntry> children = [];
        await foreach (DirpackFrame frame in DirpackReader.ReadAsync(_objects, dirpack, cancellationToken).ConfigureAwait(false))
        {
            EntryRecord entry = EntryRecord.Decode(frame.Entry.Span);
            ReadOnlyMemory<byte> child = EntryConverter.PathOf(entry);
            if (child.Length == 1 || !SnapshotPath.Parent(child).Span.SequenceEqual(path.Span))
            {
                throw new KlosetFormatException($"The dirpack of '{SnapshotPath.Decode(path.Span)}' has '{SnapshotPath.Decode(child.Span)}', which is not in that directory.");
            }

            children.Add(EntryConverter.Convert(entry, child));
        }

        return children;
    }

    /// <summary>The children by the vfs tree, where they lie next to each other: one more slash than the directory, and its path before it.</summary>
    private async Task<List<SnapshotEntry>> ScanDirectoryAsync(ReadOnlyMemory<byte> path, CancellationToken cancellationToken)
    {
        byte[] prefix = path.Length == 1 ? [(byte)'/'] : [.. path.Span, (byte)'/'];
        List<SnapshotEntry> children = [];
        await foreach (TreeEntry item in _entries.ScanAsync(prefix, cancellationToken).ConfigureAwait(false))
        {
            if (item.Key.Length == 1)
            {
                continue;
            }

            if (!item.Key.Span.StartsWith(prefix) || item.Key.Span[prefix.Length..].Contains((byte)'/'))
            {
                break;
            }

            children.Add(await ReadEntryAsync(item.Key, item.Value, cancellationToken).ConfigureAwait(false));
        }

        return children;
    }

    private static SnapshotEntry Convert(EntryRecord entry, ReadOnlyMemory<byte> path)
    {
        ReadOnlyMemory<byte> own = EntryConverter.PathOf(entry);
        return own.Span.SequenceEqual(path.Span)
            ? EntryConverter.Convert(entry, own)
            : throw new KlosetFormatException($"The vfs tree has the entry of '{SnapshotPath.Decode(own.Span)}' under '{SnapshotPath.Decode(path.Span)}'.");
    }
}
