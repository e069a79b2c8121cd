using System.Diagnostics;
using ScwSecretBackup.Catalogue;
using ScwSecretBackup.Engine.Progress;
using ScwSecretBackup.Formatting;
using ScwSecretBackup.Kloset;
using ScwSecretBackup.Kloset.Copying;
using ScwSecretBackup.Kloset.Snapshots;

namespace ScwSecretBackup.Infrastructure;

/// <summary>Copies snapshots for a cmdlet, one after the other, under one lock on the target.</summary>
internal sealed class SnapshotCopying : IDisposable
{
    private readonly EngineCommand _command;
    private readonly StoreSession _source;
    private readonly StoreSession _target;
    private readonly bool _revive;
    private readonly SnapshotCopier _copier;

    /// <param name="command">The cmdlet.</param>
    /// <param name="source">Where the snapshots are.</param>
    /// <param name="target">Where they are copied to.</param>
    /// <param name="revive">Whether snapshots come back that were removed from the target.</param>
    public SnapshotCopying(EngineCommand command, StoreSession source, StoreSession target, bool revive)
    {
        if (SnapshotCopier.IsSamePlace(source.Store, target.Store))
        {
            command.Fail(Errors.Create($"'{source.Location}' is both the store and the target.", ErrorCatalogue.SameStore, source.Location));
        }

        _command = command;
        _source = source;
        _target = target;
        _revive = revive;
        _copier = new SnapshotCopier(source.Store, target.Store);
    }

    /// <summary>Copies those that are missing, asking before each, and writes a result for every one.</summary>
    public void Copy(IEnumerable<SnapshotHeader> snapshots)
    {
        HashSet<Mac> there = _command.Run("Listing snapshots", _target.Location, async run =>
            (await _target.Store.ListSnapshotIdsAsync(run.CancellationToken).ConfigureAwait(false)).ToHashSet());
        foreach (SnapshotHeader snapshot in snapshots)
        {
            if (there.Contains(snapshot.Id))
            {
                _command.WriteObject(new ScwCopyResult(snapshot, CopyOutcome.AlreadyThere, _source.Location, _target.Location));
            }
            else if (_command.ShouldProcess($"{snapshot.Id} of {snapshot.Description.ImporterOrigin}, {TimeCell.Moment(snapshot.Timestamp)}", $"Copy the snapshot to '{_target.Location}'"))
            {
                Copy(snapshot);
            }
        }
    }

    /// <inheritdoc />
    public void Dispose() => _copier.DisposeAsync().AsTask().GetAwaiter().GetResult();

    private void Copy(SnapshotHeader snapshot)
    {
        string id = snapshot.Id.ToString();
        _command.Run("Copying the snapshot", id, async run =>
        {
            long started = Stopwatch.GetTimestamp();
            try
            {
                SnapshotCopy copy = await _copier.CopyAsync(snapshot.Id, _revive, new EntryProgress(run.Progress), run.CancellationToken).ConfigureAwait(false);
                await run.WriteObjectAsync(new ScwCopyResult(copy, Stopwatch.GetElapsedTime(started), _source.Location, _target.Location)).ConfigureAwait(false);
            }
            catch (KlosetFormatException exception)
            {
                // This snapshot is damaged; the others may not be.
                await run.WriteErrorAsync(Errors.FromException(exception, id)).ConfigureAwait(false);
            }
        });
    }

    private sealed class EntryProgress(IProgress<EngineProgress> target) : IProgress<CopyProgress>
    {
        public void Report(CopyProgress value) => target.Report(new EngineProgress("Copying entries", value.Done, value.Total, ""));
    }
}
