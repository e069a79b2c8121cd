using System.Diagnostics.CodeAnalysis;
using ScwSecretBackup.Kloset.Envelopes;
using ScwSecretBackup.Kloset.Locks;
using ScwSecretBackup.Kloset.Msgpack;
using ScwSecretBackup.Kloset.Objects;
using ScwSecretBackup.Kloset.Repository;

namespace ScwSecretBackup.Kloset.Snapshots;

/// <summary>
/// Writes one snapshot under the store's shared lock. Nothing is visible before <see cref="CommitAsync"/> has put the state file;
/// disposing without a commit leaves the store as it was. Safe for concurrent use, commit excepted.
/// </summary>
public sealed class SnapshotWriter : IAsyncDisposable
{
    private readonly KlosetStore _store;
    private readonly HeldLock _lock;
    private readonly PackfileQueue _packfiles;
    private readonly BlobWriter _blobs;
    private readonly ObjectWriter _objects;
    private readonly SnapshotTree _tree = new();
    private readonly DateTimeOffset _startedAt;
    private readonly long _startedTimestamp;
    private long _stateLength;
    private bool _ended;

    internal SnapshotWriter(Mac id, KlosetStore store, HeldLock sharedLock, StoredPackfiles stored, bool verifyReused)
    {
        Id = id;
        _store = store;
        _lock = sharedLock;
        _packfiles = new PackfileQueue(store.Storage, store.Codec, store.TimeProvider, store.Configuration.MaxPackfileSize);
        _blobs = new BlobWriter(store.Codec, store.Index, _packfiles, store.Blobs, stored);
        if (verifyReused)
        {
            _blobs.Verify();
        }

        _objects = new ObjectWriter(store.Codec, store.Configuration.Chunking, _blobs);
        _startedAt = store.TimeProvider.GetUtcNow();
        _startedTimestamp = store.TimeProvider.GetTimestamp();
    }

    /// <summary>Identifier the snapshot will have.</summary>
    public Mac Id { get; }

    /// <summary>Bytes sent to the storage so far.</summary>
    public long BytesWritten => _packfiles.BytesWritten + Interlocked.Read(ref _stateLength);

    /// <summary>
    /// Chunks, deduplicates, encrypts and queues content. The caller may zero <paramref name="content"/> when the task ends.
    /// The work is done in the caller's thread: call it from several to use several cores.
    /// </summary>
    /// <param name="content">The whole content.</param>
    /// <param name="contentType">MIME type, or null to sniff it.</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    public Task<StoredObject> WriteObjectAsync(ReadOnlyMemory<byte> content, string? contentType, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_ended, this);
        return _objects.WriteAsync(content, contentType, cancellationToken);
    }

    /// <summary>
    /// Content of an earlier snapshot for use in this one, without reading it unless the writer verifies; null when any of its blobs is not live any more,
    /// when the packfile that holds it is gone or too short, or when it can't be read. The first damage it meets makes the writer verify all that follows.
    /// </summary>
    /// <exception cref="KlosetFormatException">The object is damaged.</exception>
    public async Task<StoredObject?> TryReuseAsync(StoredObject content, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        ObjectDisposedException.ThrowIf(_ended, this);
        if (!await _blobs.IsStoredAsync(new BlobKey(ResourceType.Object, content.Id), cancellationToken).ConfigureAwait(false))
        {
            return null;
        }

        ObjectRecord record = await ReadRecordAsync(content.Id, cancellationToken).ConfigureAwait(false);
        foreach (ChunkRecord chunk in record.Chunks)
        {
            if (!await _blobs.TryReuseAsync(new BlobKey(ResourceType.Chunk, chunk.ContentMac), cancellationToken).ConfigureAwait(false))
            {
                return null;
            }
        }

        return await _blobs.TryReuseAsync(new BlobKey(ResourceType.Object, content.Id), cancellationToken).ConfigureAwait(false)
            ? new StoredObject(content.Id, record.Size, record.Chunks.Count, record.ContentType, record.Entropy)
            : null;
    }

    private async Task<ObjectRecord> ReadRecordAsync(Mac id, CancellationToken cancellationToken)
    {
        try
        {
            return await new ObjectReader(_store.Blobs, _store.Codec.Mac).ReadRecordAsync(id, cancellationToken).ConfigureAwait(false);
        }
        catch (KlosetFormatException)
        {
            _blobs.Verify();
            throw;
        }
    }

    /// <summary>Adds a regular file. Missing ancestors become directories of mode 0700 with the epoch as time.</summary>
    /// <exception cref="ArgumentException">The path is not absolute and clean, is taken, or is below a file.</exception>
    public void AddFile(string path, StoredObject content, NodeAttributes attributes)
    {
        ArgumentNullException.ThrowIfNull(content);
        _tree.AddFile(path, content, attributes);
    }

    /// <summary>Adds a directory, or sets the attributes of one that exists as an ancestor.</summary>
    /// <exception cref="ArgumentException">The path is not absolute and clean, or is or is below a file.</exception>
    public void AddDirectory(string path, NodeAttributes attributes) => _tree.AddDirectory(path, attributes);

    /// <summary>Records an error about a path (FORMAT §9.7); the path needs no entry.</summary>
    public void AddError(string path, string message) => _tree.AddError(path, message);

    /// <summary>Writes trees, header, packfiles and last the state that makes the snapshot visible.</summary>
    /// <exception cref="ArgumentException">The importer directory is no directory of the snapshot.</exception>
    /// <exception cref="KlosetLockException">The lock was lost; nothing became visible.</exception>
    /// <exception cref="KlosetException">The snapshot could not be written; nothing became visible, unless the storage failed in the very last write.</exception>
    public async Task<SnapshotHeader> CommitAsync(SnapshotDescription description, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(description);
        ObjectDisposedException.ThrowIf(_ended, this);
        if (!_tree.HasDirectory(description.ImporterDirectory))
        {
            throw new ArgumentException($"The importer directory '{description.ImporterDirectory}' is no directory of the snapshot.", nameof(description));
        }

        _ended = true;
        HeaderSource source = await new SnapshotTreeWriter(_blobs, _objects, _tree).WriteAsync(cancellationToken).ConfigureAwait(false);
        HeaderRecord header = CreateHeader(description, source);
        await WriteHeaderAsync(header, cancellationToken).ConfigureAwait(false);
        _blobs.ThrowIfFailed();
        IReadOnlyList<WrittenPackfile> packfiles = await _packfiles.CompleteAsync(cancellationToken).ConfigureAwait(false);

        // The state of a large snapshot takes as much memory as these.
        _tree.Clear();
        _blobs.ForgetQueued();
        await _lock.ConfirmAsync(cancellationToken).ConfigureAwait(false);
        await _store.RefreshAsync(cancellationToken).ConfigureAwait(false);
        _blobs.RequireReused();
        await PutStateAsync(packfiles, cancellationToken).ConfigureAwait(false);
        await _lock.DisposeAsync().ConfigureAwait(false);
        return header.ToHeader();
    }

    /// <inheritdoc />
    [SuppressMessage("Usage", "CA2213:Disposable fields should be disposed", Justification = "The store belongs to the caller.")]
    public async ValueTask DisposeAsync()
    {
        _ended = true;
        await _packfiles.DisposeAsync().ConfigureAwait(false);
        await _lock.DisposeAsync().ConfigureAwait(false);
    }

    private HeaderRecord CreateHeader(SnapshotDescription description, HeaderSource source) => new()
    {
        Identifier = Id,
        Timestamp = KlosetTime.FromDateTimeOffset(_startedAt),
        DurationNanoseconds = (long)_store.TimeProvider.GetElapsedTime(_startedTimestamp).TotalNanoseconds,
        Name = description.Name,
        Category = description.Category,
        Environment = description.Environment,
        Perimeter = description.Perimeter,
        Job = description.Job,
        Dataset = description.Dataset,
        DataClasses = description.DataClasses,
        Tags = description.Tags,
        Context = description.Context,
        Sources =
        [
            source with
            {
                ImporterType = description.ImporterType,
                ImporterOrigin = description.ImporterOrigin,
                ImporterDirectory = description.ImporterDirectory,
            },
        ],
    };

    private Task WriteHeaderAsync(HeaderRecord header, CancellationToken cancellationToken)
    {
        MsgpackWriter writer = new();
        header.Encode(writer);
        return _blobs.WriteAsync(new BlobKey(ResourceType.Snapshot, Id), writer.ToArray(), cancellationToken);
    }

    private async Task PutStateAsync(IReadOnlyList<WrittenPackfile> packfiles, CancellationToken cancellationToken)
    {
        ulong now = UnixTime.Nanoseconds(_store.TimeProvider);
        PackfileRecords records = new(packfiles, Id, now);

        // Whether a put that fails has happened or not can't be known; from here on the packfiles stay.
        _packfiles.Keep();
        _stateLength = await _store.PutStateAsync(Id, records, now, cancellationToken).ConfigureAwait(false);
    }
}
