using ScwSecretBackup.Kloset.Envelopes;
using ScwSecretBackup.Kloset.Locks;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.States;
using ScwSecretBackup.Kloset.Storage;

namespace ScwSecretBackup.Kloset.Maintenance;

/// <summary>
/// Gives back the space of removed snapshots (FORMAT §8.9): packfiles that no snapshot uses are marked, and deleted by a later run, once the
/// grace period is over. It can be broken off anywhere; the next run goes on.
/// </summary>
public sealed class StoreMaintenance
{
    /// <summary>The grace period of plakar.</summary>
    public static readonly TimeSpan DefaultGracePeriod = TimeSpan.FromDays(7);

    /// <summary>The longest grace period, a hundred years.</summary>
    public static readonly TimeSpan MaxGracePeriod = TimeSpan.FromDays(36_500);

    private readonly KlosetStore _store;
    private readonly TimeSpan _gracePeriod;
    private readonly IProgress<MaintenanceProgress>? _progress;

    /// <param name="store">The store.</param>
    /// <param name="gracePeriod">How long a packfile stays after it was marked. Writers that ignore locks, and readers, have that long to finish.</param>
    /// <param name="progress">Told of every snapshot.</param>
    public StoreMaintenance(KlosetStore store, TimeSpan gracePeriod, IProgress<MaintenanceProgress>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentOutOfRangeException.ThrowIfLessThan(gracePeriod, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(gracePeriod, MaxGracePeriod);
        _store = store;
        _gracePeriod = gracePeriod;
        _progress = progress;
    }

    /// <summary>Says what a run would do. Takes no lock and writes nothing.</summary>
    /// <exception cref="KlosetFormatException">A snapshot can't be followed, so a run would refuse.</exception>
    public async Task<MaintenanceReport> PlanAsync(CancellationToken cancellationToken)
    {
        MaintenancePlan plan = await CreatePlanAsync(cancellationToken).ConfigureAwait(false);
        MaintenanceReport report = await ReportAsync(plan, cancellationToken).ConfigureAwait(false);
        return report with { IsPlan = true, BytesReclaimed = await MeasureAsync([.. plan.ToRemove, .. plan.Leftovers], cancellationToken).ConfigureAwait(false) };
    }

    /// <summary>Takes the exclusive lock, marks and deletes.</summary>
    /// <exception cref="KlosetLockException">Somebody else uses the store, or the lock was lost.</exception>
    /// <exception cref="KlosetFormatException">A snapshot can't be followed; nothing was changed.</exception>
    public async Task<MaintenanceReport> RunAsync(CancellationToken cancellationToken)
    {
        HeldLock held = await HeldLock.AcquireExclusiveAsync(_store.Storage, _store.Codec, _store.TimeProvider, cancellationToken).ConfigureAwait(false);
        await using (held.ConfigureAwait(false))
        {
            MaintenancePlan plan = await CreatePlanAsync(cancellationToken).ConfigureAwait(false);
            ulong now = UnixTime.Nanoseconds(_store.TimeProvider);
            await PutStateAsync(held, Marks(plan, now), now, cancellationToken).ConfigureAwait(false);
            await PutStateAsync(held, Removals(plan), now, cancellationToken).ConfigureAwait(false);
            await held.ConfirmAsync(cancellationToken).ConfigureAwait(false);
            long reclaimed = await DeleteAsync([.. plan.ToRemove, .. plan.Leftovers], cancellationToken).ConfigureAwait(false);
            MaintenanceReport report = await ReportAsync(plan, cancellationToken).ConfigureAwait(false);
            return report with { BytesReclaimed = reclaimed };
        }
    }

    private Task<MaintenancePlan> CreatePlanAsync(CancellationToken cancellationToken) =>
        new MaintenancePlanner(_store, _store.TimeProvider.GetUtcNow() - _gracePeriod, _progress).PlanAsync(cancellationToken);

    private static StateRecord[] Marks(MaintenancePlan plan, ulong now) =>
    [
        .. plan.ToUnmark.Select(Unmark),
        .. plan.ToMark.Select(packfile => new ColouredRecord(ResourceType.Packfile, packfile, now)),
    ];

    private static StateRecord[] Removals(MaintenancePlan plan) =>
    [
        .. plan.ToRemove.SelectMany(packfile => new[] { new DeleteRecord(StateEntryType.Packfile, default, Mac.Nil, packfile), Unmark(packfile) }),
        .. plan.OrphanLocations.Select(item => new DeleteRecord(StateEntryType.Location, item.Key.Type, item.Key.Id, item.Packfile)),
    ];

    private static DeleteRecord Unmark(Mac packfile) => new(StateEntryType.Coloured, ResourceType.Packfile, packfile, Mac.Nil);

    private async Task PutStateAsync(HeldLock held, StateRecord[] records, ulong now, CancellationToken cancellationToken)
    {
        if (records.Length > 0)
        {
            await held.ConfirmAsync(cancellationToken).ConfigureAwait(false);
            await _store.PutStateAsync(Mac.NewRandom(), records, now, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Only after the state that says so: a packfile that is gone must not look alive.</summary>
    private async Task<long> DeleteAsync(IReadOnlyList<Mac> packfiles, CancellationToken cancellationToken)
    {
        long bytes = 0;
        foreach (Mac packfile in packfiles)
        {
            StorageKey key = new(StorageArea.Packfile, packfile);
            long? length = await _store.Storage.GetLengthAsync(key, cancellationToken).ConfigureAwait(false);
            await _store.Storage.DeleteAsync(key, cancellationToken).ConfigureAwait(false);
            bytes += length ?? 0;
        }

        return bytes;
    }

    private async Task<MaintenanceReport> ReportAsync(MaintenancePlan plan, CancellationToken cancellationToken)
    {
        long marked = await MeasureAsync(plan.ToMark, cancellationToken).ConfigureAwait(false);
        long waiting = await MeasureAsync([.. plan.Waiting.Select(packfile => packfile.Name)], cancellationToken).ConfigureAwait(false);
        DateTimeOffset[] marks = [.. plan.Waiting.Select(packfile => packfile.ColouredAt!.Value), .. plan.ToMark.Take(1).Select(_ => _store.TimeProvider.GetUtcNow())];
        return new MaintenanceReport
        {
            GracePeriod = _gracePeriod,
            SnapshotCount = plan.SnapshotCount,
            PackfilesMarked = plan.ToMark.Count,
            BytesMarked = marked,
            OrphansMarked = plan.Orphans.Old.Count,
            PackfilesUnmarked = plan.ToUnmark.Count,
            PackfilesRemoved = plan.ToRemove.Count + plan.Leftovers.Count,
            PackfilesWaiting = plan.Waiting.Count + plan.ToMark.Count,
            BytesWaiting = waiting + marked,
            NextRemoval = marks.Length > 0 ? Later(marks.Min()) : null,
            YoungOrphans = plan.Orphans.Young.Count,
            UnreadableOrphans = plan.Orphans.Unreadable,
            LocationsDropped = plan.OrphanLocations.Count,
        };
    }

    /// <summary>A mark may name any time.</summary>
    private DateTimeOffset Later(DateTimeOffset mark) => DateTimeOffset.MaxValue - mark > _gracePeriod ? mark + _gracePeriod : DateTimeOffset.MaxValue;

    private async Task<long> MeasureAsync(IReadOnlyList<Mac> packfiles, CancellationToken cancellationToken)
    {
        long bytes = 0;
        foreach (Mac packfile in packfiles)
        {
            bytes += await _store.Storage.GetLengthAsync(new StorageKey(StorageArea.Packfile, packfile), cancellationToken).ConfigureAwait(false) ?? 0;
        }

        return bytes;
    }
}
