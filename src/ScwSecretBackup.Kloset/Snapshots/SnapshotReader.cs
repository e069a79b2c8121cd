using System.Buffers;

namespace ScwSecretBackup.Kloset.Snapshots;

/// <summary>Reads one snapshot. Every blob's MAC is verified. Safe for concurrent use.</summary>
public sealed class SnapshotReader
{
    internal SnapshotReader(SnapshotHeader header) => Header = header;

    /// <summary>The snapshot's header.</summary>
    public SnapshotHeader Header { get; }

    /// <summary>Finds the entry at an absolute path, or null.</summary>
    public Task<SnapshotEntry?> FindAsync(string path, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>The direct children of a directory, in bytewise order of their paths; empty when the path is no directory.</summary>
    public Task<IReadOnlyList<SnapshotEntry>> ListDirectoryAsync(string path, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>
    /// Identity of a directory's direct children: two directories with one identity hold the same entries. Null when the snapshot has no dirpack index.
    /// </summary>
    public Task<Mac?> GetDirectoryIdentityAsync(string path, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>All entries below and including <paramref name="path"/>, parents before children.</summary>
    public IAsyncEnumerable<SnapshotEntry> WalkAsync(string path, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Reads a whole file into pinned memory that is zeroed when disposed.</summary>
    /// <exception cref="KlosetFormatException">The content is damaged or larger than <paramref name="maxLength"/>.</exception>
    public Task<IMemoryOwner<byte>> ReadFileAsync(SnapshotEntry entry, int maxLength, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Streams a file of any size, chunk by chunk.</summary>
    public Task CopyFileAsync(SnapshotEntry entry, Stream destination, CancellationToken cancellationToken) => throw new NotImplementedException();
}
