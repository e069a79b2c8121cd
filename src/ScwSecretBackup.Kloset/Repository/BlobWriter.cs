using ScwSecretBackup.Kloset.Cryptography;
using ScwSecretBackup.Kloset.Envelopes;

namespace ScwSecretBackup.Kloset.Repository;

/// <summary>Deduplicates, encodes and queues blobs, in the threads of its callers. Safe for concurrent use.</summary>
internal sealed class BlobWriter : IBlobSink
{
    private readonly StoreCodec _codec;
    private readonly StoreIndex _index;
    private readonly PackfileQueue _queue;
    private readonly BlobKeySet _queued = new();
    private readonly BlobKeySet _reused = new();
    private readonly BlobReader _reader;
    private readonly StoredPackfiles? _stored;
    private volatile bool _verifies;
    private volatile Exception? _failure;

    /// <param name="codec">Codec of the store.</param>
    /// <param name="index">Where blobs are.</param>
    /// <param name="queue">Where new ones go.</param>
    /// <param name="reader">Reads blobs to verify them.</param>
    /// <param name="stored">Which of the packfiles that the index names are there; null believes the index.</param>
    public BlobWriter(StoreCodec codec, StoreIndex index, PackfileQueue queue, BlobReader reader, StoredPackfiles? stored = null)
    {
        _stored = stored;
        _reader = reader;
        _codec = codec;
        _index = index;
        _queue = queue;
    }

    public async Task<Mac> WriteAsync(ResourceType type, ReadOnlyMemory<byte> plaintext, CancellationToken cancellationToken)
    {
        Mac id = _codec.Mac.Compute(plaintext.Span);
        await WriteAsync(new BlobKey(type, id), plaintext, cancellationToken).ConfigureAwait(false);
        return id;
    }

    /// <summary>Stores a blob under a given key unless it is there already.</summary>
    public async Task WriteAsync(BlobKey key, ReadOnlyMemory<byte> plaintext, CancellationToken cancellationToken)
    {
        if (_queued.Contains(key) || await TryReuseAsync(key, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        await _queue.WaitForRoomAsync(cancellationToken).ConfigureAwait(false);
        if (_queued.Add(key))
        {
            Encode(key, plaintext.Span);
        }
    }

    /// <summary>From now on reads every blob before it is relied on; one that can't be read is written anew, and the damaged copy stays beside it.</summary>
    public void Verify() => _verifies = true;

    /// <summary>Whether a blob is in the store or queued; from now on the snapshot relies on it.</summary>
    public async ValueTask<bool> TryReuseAsync(BlobKey key, CancellationToken cancellationToken)
    {
        if (_queued.Contains(key) || _reused.Contains(key))
        {
            return true;
        }

        bool live = await IsStoredAsync(key, cancellationToken).ConfigureAwait(false)
            && (!_verifies || await _reader.IsReadableAsync(key, cancellationToken).ConfigureAwait(false));
        if (live)
        {
            _reused.Add(key);
        }

        return live;
    }

    /// <summary>Whether a blob is live and the packfile that holds it is there, without reading it.</summary>
    public async ValueTask<bool> IsStoredAsync(BlobKey key, CancellationToken cancellationToken)
    {
        foreach (BlobLocation location in _index.FindLive(key.Type, key.Id))
        {
            if (_stored is null || await _stored.HoldsAsync(location, cancellationToken).ConfigureAwait(false))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Forgets what was queued, once nothing more is written.</summary>
    public void ForgetQueued() => _queued.Clear();

    /// <summary>
    /// Refuses to go on when a blob of an earlier snapshot is not live any more. The lock keeps maintenance away, but not everybody takes it.
    /// </summary>
    public void RequireReused()
    {
        foreach (BlobKey key in _reused.Keys())
        {
            if (!_index.IsLive(key.Type, key.Id))
            {
                throw new KlosetException(
                    $"{key}, which the snapshot shares with an earlier one, was removed from the store meanwhile. Nothing was committed. Run the command again.");
            }
        }
    }

    /// <summary>Refuses to go on when a blob that others rely on was not queued after all.</summary>
    public void ThrowIfFailed()
    {
        if (_failure is { } failure)
        {
            throw new KlosetException("A blob could not be encoded, so the snapshot would be incomplete. Run the command again.", failure);
        }
    }

    // Between the claim of a key and its place in the queue nothing may be cancelled: others rely on the claim already.
    private void Encode(BlobKey key, ReadOnlySpan<byte> plaintext)
    {
        try
        {
            _queue.Add(key.Type, key.Id, _codec.Encode(plaintext));
        }
        catch (Exception exception)
        {
            _failure = exception;
            throw;
        }
    }
}
