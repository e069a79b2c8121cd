using System.Diagnostics.CodeAnalysis;
using ScwSecretBackup.Kloset.Locks;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Snapshots;

namespace ScwSecretBackup.Kloset.Copying;

/// <summary>
/// Copies snapshots to another store, where everything is named, compressed and encrypted as that store does it; identifiers stay.
/// What the target has is not sent again. One at a time; the target's shared lock is held from the first snapshot that is copied until the end.
/// </summary>
public sealed class SnapshotCopier : IAsyncDisposable
{
    private readonly KlosetStore _source;
    private readonly KlosetStore _target;
    private readonly BlobMap _copied = new();
    private HeldLock? _lock;
    private StoredPackfiles? _stored;

    /// <param name="source">Where the snapshots are.</param>
    /// <param name="target">Where they are copied to.</param>
    /// <exception cref="ArgumentException">Both are the same place.</exception>
    public SnapshotCopier(KlosetStore source, KlosetStore target)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        if (IsSamePlace(source, target))
        {
            throw new ArgumentException($"'{source.Location}' can't be copied to itself.", nameof(target));
        }

        _source = source;
        _target = target;
    }

    /// <summary>Whether two open stores are one store at one place.</summary>
    public static bool IsSamePlace(KlosetStore first, KlosetStore second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        return first == second || (first.Id == second.Id && first.Location == second.Location);
    }

    /// <summary>Copies a snapshot.</summary>
    /// <param name="id">The snapshot.</param>
    /// <param name="revive">Whether a snapshot that was removed from the target comes back.</param>
    /// <param name="progress">Told of every entry.</param>
    /// <param name="cancellationToken">Cancels; nothing of the snapshot is visible then.</param>
    /// <exception cref="KlosetStorageException">The source has no such snapshot.</exception>
    /// <exception cref="KlosetFormatException">The snapshot is damaged. Nothing of it became visible in the target.</exception>
    /// <exception cref="KlosetLockException">The target is under maintenance.</exception>
    public async Task<SnapshotCopy> CopyAsync(Mac id, bool revive, IProgress<CopyProgress>? progress, CancellationToken cancellationToken)
    {
        await _source.RequireSnapshotAsync(id, cancellationToken).ConfigureAwait(false);
        HeaderRecord header = await _source.ReadHeaderAsync(id, verifySignature: true, cancellationToken).ConfigureAwait(false);
        await _target.RefreshAsync(cancellationToken).ConfigureAwait(false);
        if (_target.Index.IsSnapshot(id) || (!revive && _target.Index.IsRemovedSnapshot(id)))
        {
            CopyOutcome outcome = _target.Index.IsSnapshot(id) ? CopyOutcome.AlreadyThere : CopyOutcome.RemovedFromTarget;
            return new SnapshotCopy(header.ToHeader(), outcome, 0, LostSignature: false);
        }

        await TakeLockAsync(cancellationToken).ConfigureAwait(false);
        long written = await CopyAsync(header, progress, cancellationToken).ConfigureAwait(false);
        return new SnapshotCopy(header.ToHeader(), CopyOutcome.Copied, written, LostSignature: !header.Identity.IsNone);
    }

    /// <inheritdoc />
    [SuppressMessage("Usage", "CA2213:Disposable fields should be disposed", Justification = "The stores belong to the caller.")]
    public async ValueTask DisposeAsync()
    {
        if (_lock is not null)
        {
            await _lock.DisposeAsync().ConfigureAwait(false);
            _lock = null;
        }
    }

    private async Task TakeLockAsync(CancellationToken cancellationToken)
    {
        if (_lock is null)
        {
            _lock = await HeldLock.AcquireSharedAsync(_target.Storage, _target.Codec, Mac.NewRandom(), _target.TimeProvider, cancellationToken).ConfigureAwait(false);
            await _target.RefreshAsync(cancellationToken).ConfigureAwait(false);
            _stored = await StoredPackfiles.ListAsync(_target.Storage, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<long> CopyAsync(HeaderRecord header, IProgress<CopyProgress>? progress, CancellationToken cancellationToken)
    {
        CopyTransaction transaction = new(_target, _lock!, _stored);
        await using (transaction.ConfigureAwait(false))
        {
            try
            {
                SnapshotTranscoder transcoder = new(_source, _target, transaction, _copied, progress);
                HeaderRecord copy = await transcoder.WriteAsync(header, cancellationToken).ConfigureAwait(false);
                return await transaction.CommitAsync(copy, cancellationToken).ConfigureAwait(false);
            }
            catch
            {
                // Blobs that others were told of may not have been written.
                _copied.Clear();
                throw;
            }
        }
    }
}
