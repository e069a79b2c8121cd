using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using ScwSecretBackup.Kloset.Envelopes;
using ScwSecretBackup.Kloset.Locks;
using ScwSecretBackup.Kloset.Msgpack;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Snapshots;
using ScwSecretBackup.Kloset.States;

namespace ScwSecretBackup.Kloset.Copying;

/// <summary>
/// The writing of one snapshot into the target. The snapshot becomes visible with the last state; states before it name the packfiles that
/// are complete, so that a copy which is broken off goes on from there.
/// </summary>
internal sealed class CopyTransaction : IAsyncDisposable
{
    private const long DefaultBytesBetweenCheckpoints = 64 << 20;

    private readonly KlosetStore _target;
    private readonly HeldLock _lock;
    private readonly PackfileQueue _packfiles;
    private readonly long _bytesBetweenCheckpoints;
    private readonly SemaphoreSlim _checkpoint = new(1);
    private long _bytesAtCheckpoint;
    private long _stateBytes;

    public CopyTransaction(KlosetStore target, HeldLock held, StoredPackfiles? stored = null, long bytesBetweenCheckpoints = DefaultBytesBetweenCheckpoints)
    {
        _target = target;
        _lock = held;
        _bytesBetweenCheckpoints = bytesBetweenCheckpoints;
        _packfiles = new PackfileQueue(target.Storage, target.Codec, target.TimeProvider, target.Configuration.MaxPackfileSize);
        Blobs = new BlobWriter(target.Codec, target.Index, _packfiles, target.Blobs, stored);
    }

    /// <summary>Takes the blobs.</summary>
    public BlobWriter Blobs { get; }

    /// <summary>Bytes sent to the target so far.</summary>
    public long BytesWritten => _packfiles.BytesWritten + Interlocked.Read(ref _stateBytes);

    /// <summary>Names the packfiles that are complete when there are many.</summary>
    public async Task CheckpointAsync(CancellationToken cancellationToken)
    {
        if (_packfiles.BytesWritten - Interlocked.Read(ref _bytesAtCheckpoint) < _bytesBetweenCheckpoints)
        {
            return;
        }

        await _checkpoint.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_packfiles.BytesWritten - _bytesAtCheckpoint >= _bytesBetweenCheckpoints)
            {
                Interlocked.Exchange(ref _bytesAtCheckpoint, _packfiles.BytesWritten);
                await _lock.ConfirmAsync(cancellationToken).ConfigureAwait(false);
                await PutStateAsync(_packfiles.TakeWritten(), [], cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            _checkpoint.Release();
        }
    }

    /// <summary>Writes the header, the packfiles and the state that makes the snapshot visible. Returns the bytes that were written in all.</summary>
    public async Task<long> CommitAsync(HeaderRecord header, CancellationToken cancellationToken)
    {
        await WriteHeaderAsync(header, cancellationToken).ConfigureAwait(false);
        Blobs.ThrowIfFailed();
        IReadOnlyList<WrittenPackfile> packfiles = await _packfiles.CompleteAsync(cancellationToken).ConfigureAwait(false);
        Blobs.ForgetQueued();
        await _lock.ConfirmAsync(cancellationToken).ConfigureAwait(false);
        await _target.RefreshAsync(cancellationToken).ConfigureAwait(false);
        Blobs.RequireReused();

        // Whether a put that fails has happened or not can't be known; from here on the packfiles stay.
        _packfiles.Keep();
        await PutStateAsync(packfiles, Revival(header.Identifier), cancellationToken).ConfigureAwait(false);
        return BytesWritten;
    }

    [SuppressMessage("Usage", "CA2213:Disposable fields should be disposed", Justification = "The store and the lock belong to the caller.")]
    public async ValueTask DisposeAsync()
    {
        await _packfiles.DisposeAsync().ConfigureAwait(false);
        _checkpoint.Dispose();
    }

    /// <summary>A snapshot that was removed from the target stays hidden until that is taken back.</summary>
    private StateRecord[] Revival(Mac snapshot) => _target.Index.IsRemovedSnapshot(snapshot)
        ? [new DeleteRecord(StateEntryType.Coloured, ResourceType.Snapshot, snapshot, Mac.Nil)]
        : [];

    /// <summary>The name of the state is new: one named by the snapshot may be there from an earlier copy, and must not be replaced.</summary>
    private async Task PutStateAsync(IReadOnlyList<WrittenPackfile> packfiles, StateRecord[] more, CancellationToken cancellationToken)
    {
        ulong now = UnixTime.Nanoseconds(_target.TimeProvider);
        Mac name = Mac.NewRandom();
        _stateBytes += await _target.PutStateAsync(name, [.. more, .. new PackfileRecords(packfiles, name, now)], now, cancellationToken).ConfigureAwait(false);
    }

    private async Task WriteHeaderAsync(HeaderRecord header, CancellationToken cancellationToken)
    {
        MsgpackWriter writer = new();
        header.Encode(writer);
        BlobKey key = new(ResourceType.Snapshot, header.Identifier);
        if (_target.Index.Find(key.Type, key.Id).Count > 0)
        {
            using IMemoryOwner<byte> removed = await _target.Blobs.ReadAsync(key.Type, key.Id, cancellationToken).ConfigureAwait(false);
            if (!removed.Memory.Span.SequenceEqual(writer.WrittenSpan))
            {
                throw new KlosetException(
                    $"The store at '{_target.Location}' once had another snapshot under the id {header.Identifier}, and what is left of it is still there. "
                    + "Optimize that store, and copy again after the grace period.");
            }
        }

        await Blobs.WriteAsync(key, writer.ToArray(), cancellationToken).ConfigureAwait(false);
    }
}
