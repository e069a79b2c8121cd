using ScwSecretBackup.Engine.Progress;
using ScwSecretBackup.Engine.Restore.Conflicts;
using ScwSecretBackup.Engine.Restore.Journal;
using ScwSecretBackup.Engine.Restore.Mapping;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Snapshots;
using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Engine.Restore;

/// <summary>
/// Compares a snapshot with the live destination and decides secret by secret (ARCHITECTURE §6). A secret that was scheduled for deletion when it
/// was backed up is restored like any other when the snapshot holds values of it, and refused otherwise; where a live one shares its folder and
/// name, the live one is restored.
/// </summary>
public sealed class RestorePlanner
{
    private readonly KlosetStore _store;
    private readonly ISecretManager _destination;
    private readonly TimeProvider _timeProvider;
    private readonly IRestoreJournal _journal;

    /// <summary>Plans from a store into a destination.</summary>
    public RestorePlanner(KlosetStore store, ISecretManager destination, TimeProvider timeProvider, IRestoreJournal? journal = null)
    {
        _store = store;
        _destination = destination;
        _timeProvider = timeProvider;
        _journal = journal ?? new NoRestoreJournal();
    }

    /// <summary>Reads the snapshot and the destination; writes nothing.</summary>
    /// <exception cref="EngineException">The snapshot is foreign, damaged or of a newer format.</exception>
    public async Task<RestorePlan> PlanAsync(RestoreRequest request, IProgress<EngineProgress>? progress, CancellationToken cancellationToken)
    {
        Throttle.Check(request.ThrottleLimit);
        progress?.Report(new EngineProgress("Reading the snapshot", 0, null, ""));
        SelectedSecrets selected = await new RestoreSelection(_store).SelectAsync(request, cancellationToken).ConfigureAwait(false);
        progress?.Report(new EngineProgress("Listing the destination", 0, null, ""));
        bool countsScheduled = request.RecoverPendingDeletion || request.SecretQuota is not null;
        DestinationIndex index = await DestinationIndex.LoadAsync(_destination, request.ProjectId, countsScheduled, cancellationToken).ConfigureAwait(false);
        RestorePlanItem[] items = await PlanItemsAsync(request, selected.Chosen, index, progress, cancellationToken).ConfigureAwait(false);
        int? limit = SecretQuota.FindLimit(request.SecretQuota, selected.Total, index.Count);
        SecretQuota.Apply(items, limit, index.Count);
        return new RestorePlan
        {
            Request = request,
            Region = _destination.Region,
            Items = items,
            Misses = selected.Misses,
            StoreId = _store.Id,
            StoreLocation = _store.Location,
            CreatedAt = _timeProvider.GetUtcNow(),
            SecretsBefore = index.Count,
            SecretLimit = limit,
            KnownTargetIds = index.Ids,
        };
    }

    private async Task<RestorePlanItem[]> PlanItemsAsync(
        RestoreRequest request, IReadOnlyList<SecretChoice> chosen, DestinationIndex index, IProgress<EngineProgress>? progress, CancellationToken cancellationToken)
    {
        SnapshotReader reader = await _store.OpenSnapshotAsync(request.Snapshot.Id, cancellationToken).ConfigureAwait(false);
        var mapping = new TargetMapping(request, _destination.Region);
        var claims = new TargetClaims(chosen.Select(choice => (choice.Source.Metadata, mapping.Map(choice.Source.Metadata))));
        var comparer = new TargetComparer(new VersionMatcher(_destination, reader), _journal, _timeProvider);
        var planner = new RestoreItemPlanner(request, index, new DestinationReader(_destination, index), mapping, claims, comparer);
        var items = new RestorePlanItem[chosen.Count];
        int done = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = request.ThrottleLimit, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, items.Length, options, async (i, token) =>
        {
            items[i] = await planner.PlanAsync(chosen[i], token).ConfigureAwait(false);
            progress?.Report(new EngineProgress("Comparing with the destination", Interlocked.Increment(ref done), items.Length, items[i].TargetName));
        }).ConfigureAwait(false);
        return items;
    }
}
