using ScwSecretBackup.Engine.Progress;
using ScwSecretBackup.Engine.Snapshots;
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

    /// <summary>Plans from a store into a destination.</summary>
    public RestorePlanner(KlosetStore store, ISecretManager destination)
    {
        _store = store;
        _destination = destination;
    }

    /// <summary>Reads the snapshot and the destination; writes nothing.</summary>
    /// <exception cref="EngineException">The snapshot is foreign, damaged or of a newer format.</exception>
    public async Task<RestorePlan> PlanAsync(RestoreRequest request, IProgress<EngineProgress>? progress, CancellationToken cancellationToken)
    {
        Throttle.Check(request.ThrottleLimit);
        progress?.Report(new EngineProgress("Reading the snapshot", 0, null, ""));
        IReadOnlyList<SnapshotSecret> secrets = await SelectAsync(request, cancellationToken).ConfigureAwait(false);
        progress?.Report(new EngineProgress("Listing the destination", 0, null, ""));
        DestinationIndex index = await DestinationIndex.LoadAsync(_destination, request.ProjectId, cancellationToken).ConfigureAwait(false);
        SnapshotReader reader = await _store.OpenSnapshotAsync(request.Snapshot.Id, cancellationToken).ConfigureAwait(false);
        var planner = new RestoreItemPlanner(request, _destination, index, new VersionMatcher(_destination, reader));

        HashSet<string> owners = FindOwners(secrets);
        var items = new RestorePlanItem[secrets.Count];
        int done = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = request.ThrottleLimit, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, items.Length, options, async (i, token) =>
        {
            items[i] = await planner.PlanAsync(secrets[i], !owners.Contains(secrets[i].Metadata.Id), token).ConfigureAwait(false);
            progress?.Report(new EngineProgress("Comparing with the destination", Interlocked.Increment(ref done), items.Length, items[i].TargetName));
        }).ConfigureAwait(false);
        return new RestorePlan { Request = request, Region = _destination.Region, Items = items, KnownTargetIds = index.Ids };
    }

    private async Task<IReadOnlyList<SnapshotSecret>> SelectAsync(RestoreRequest request, CancellationToken cancellationToken)
    {
        var selected = new List<SnapshotSecret>();
        await foreach (SnapshotSecret secret in new SnapshotCatalog(_store).ReadSecretsAsync(request.Snapshot, cancellationToken).ConfigureAwait(false))
        {
            if (request.SecretIds is null || request.SecretIds.Contains(secret.Metadata.Id))
            {
                selected.Add(secret);
            }
        }

        return [.. selected
            .OrderBy(secret => secret.Metadata.Path, StringComparer.Ordinal)
            .ThenBy(secret => secret.Metadata.Name, StringComparer.Ordinal)
            .ThenBy(secret => secret.Metadata.DeletionRequestedAt is not null)
            .ThenBy(secret => secret.Metadata.CreatedAt ?? DateTimeOffset.MaxValue)
            .ThenBy(secret => secret.Metadata.Id, StringComparer.Ordinal)];
    }

    /// <summary>The secret that gets each folder and name: a live one before one scheduled for deletion, then the oldest.</summary>
    private static HashSet<string> FindOwners(IReadOnlyList<SnapshotSecret> sorted) =>
        [.. sorted.DistinctBy(secret => (secret.Metadata.Path, secret.Metadata.Name)).Select(secret => secret.Metadata.Id)];
}
