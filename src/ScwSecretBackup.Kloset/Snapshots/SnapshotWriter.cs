namespace ScwSecretBackup.Kloset.Snapshots;

/// <summary>
/// Writes one snapshot under the store's shared lock. Nothing is visible before <see cref="CommitAsync"/> has put the state file;
/// disposing without a commit leaves the store as it was. Safe for concurrent use, commit excepted.
/// </summary>
public sealed class SnapshotWriter : IAsyncDisposable
{
    internal SnapshotWriter(Mac id) => Id = id;

    /// <summary>Identifier the snapshot will have.</summary>
    public Mac Id { get; }

    /// <summary>Bytes sent to the storage so far.</summary>
    public long BytesWritten => throw new NotImplementedException();

    /// <summary>Chunks, deduplicates, encrypts and queues content. The caller may zero <paramref name="content"/> when the task ends.</summary>
    /// <param name="content">The whole content.</param>
    /// <param name="contentType">MIME type, or null to sniff it.</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    public Task<StoredObject> WriteObjectAsync(ReadOnlyMemory<byte> content, string? contentType, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Content of an earlier snapshot for use in this one, without reading it; null when any of its blobs is not live any more.</summary>
    public Task<StoredObject?> TryReuseAsync(StoredObject content, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Adds a regular file. Missing ancestors become directories of mode 0700 with the epoch as time.</summary>
    public void AddFile(string path, StoredObject content, NodeAttributes attributes) => throw new NotImplementedException();

    /// <summary>Adds a directory, or sets the attributes of one that exists as an ancestor.</summary>
    public void AddDirectory(string path, NodeAttributes attributes) => throw new NotImplementedException();

    /// <summary>Records an error about a path (FORMAT §9.7).</summary>
    public void AddError(string path, string message) => throw new NotImplementedException();

    /// <summary>Writes trees, header, packfiles and last the state that makes the snapshot visible.</summary>
    public Task<SnapshotHeader> CommitAsync(SnapshotDescription description, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <inheritdoc />
    public ValueTask DisposeAsync() => throw new NotImplementedException();
}
