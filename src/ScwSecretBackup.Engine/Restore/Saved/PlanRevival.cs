using ScwSecretBackup.Engine.Progress;
using ScwSecretBackup.Engine.Restore.Journal;
using ScwSecretBackup.Engine.Selection;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Snapshots;
using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Engine.Restore.Saved;

/// <summary>
/// Makes a saved plan ready to run: plans afresh with its options and holds the two against each other, item by item. What the plan itself has done
/// since, interrupted, is no difference. A plan that was edited can only do less: items that are gone are not restored, and Skip is honoured.
/// </summary>
public sealed class PlanRevival
{
    private const int DifferencesShown = 5;

    private readonly KlosetStore _store;
    private readonly ISecretManager _destination;
    private readonly TimeProvider _timeProvider;

    /// <summary>Revives against a store and a destination.</summary>
    public PlanRevival(KlosetStore store, ISecretManager destination, TimeProvider timeProvider)
    {
        _store = store;
        _destination = destination;
        _timeProvider = timeProvider;
    }

    /// <summary>The journal to run a revived plan with.</summary>
    public static IRestoreJournal JournalFor(SavedPlan saved, IRestoreJournal inner) => new PlanJournal(saved, inner);

    /// <summary>Refuses a plan that was made for another store, which need not have the plan's snapshot.</summary>
    /// <exception cref="EngineException">It was.</exception>
    public static void RequireStore(SavedPlan saved, KlosetStore store)
    {
        if (saved.StoreId != store.Id)
        {
            throw new EngineException(
                EngineErrorKind.PlanStale,
                $"The plan was made for the store {saved.StoreId}, and the store at '{store.Location}' is {store.Id}. Nothing was written.",
                "Give the store that the plan was made for, or make a new plan with New-ScwRestorePlan.");
        }
    }

    /// <summary>Plans afresh and compares.</summary>
    /// <exception cref="EngineException">The destination, the snapshot or the store differs from what the plan was made for; nothing was written.</exception>
    public async Task<RestorePlan> ReviveAsync(
        SavedPlan saved, SnapshotHeader snapshot, string projectId, int throttleLimit, IRestoreJournal journal, IProgress<EngineProgress>? progress, CancellationToken cancellationToken)
    {
        RequireStore(saved, _store);
        CheckPlaces(saved, snapshot, projectId);
        RestorePlan fresh = await new RestorePlanner(_store, _destination, _timeProvider, new PlanJournal(saved, journal))
            .PlanAsync(ToRequest(saved, snapshot, projectId, throttleLimit), progress, cancellationToken).ConfigureAwait(false);
        var found = fresh.Items.ToDictionary(item => item.Source.Metadata.Id, StringComparer.Ordinal);
        var differences = new List<string>();
        var items = new List<RestorePlanItem>();
        foreach (SavedItem item in saved.Actions)
        {
            if (!found.TryGetValue(item.SecretId, out RestorePlanItem? now))
            {
                differences.Add($"'{item.Name}' in '{item.Folder}' is not in the snapshot");
            }
            else if (item.Action == RestoreAction.Skip)
            {
                items.Add(now with { Action = RestoreAction.Skip, Reason = "the plan says so", RevisionsToWrite = [] });
            }
            else if (PlanAgreement.FindDifference(item, now) is { } difference)
            {
                differences.Add($"'{item.Name}' in '{item.Folder}': {difference}");
            }
            else
            {
                items.Add(now);
            }
        }

        return differences.Count == 0 ? fresh with { Items = items } : throw Stale(differences);
    }

    private static RestoreRequest ToRequest(SavedPlan saved, SnapshotHeader snapshot, string projectId, int throttleLimit) => new()
    {
        Snapshot = snapshot,
        ProjectId = projectId,
        ConflictAction = saved.Options.ConflictAction,
        Selection = SecretSelection.Everything,
        Chosen = saved.Actions.ToDictionary(item => item.SecretId, item => (IReadOnlySet<int>?)item.SourceRevisions.ToHashSet(), StringComparer.Ordinal),
        ChosenByNumber = saved.Actions.Where(item => item.RestoresNewest).Select(item => item.SecretId).ToHashSet(StringComparer.Ordinal),
        FolderMap = saved.Options.FolderMap,
        NameMap = saved.Options.NameMap,
        TagAdd = saved.Options.TagAdd,
        KeyIdMap = saved.Options.KeyIdMap,
        DropKeyId = saved.Options.DropKeyId,
        RecoverPendingDeletion = saved.Options.RecoverPendingDeletion,
        Verify = saved.Options.Verify,
        SecretQuota = saved.Options.SecretQuota,
        VersionQuota = saved.Options.VersionQuota,
        ThrottleLimit = throttleLimit,
    };

    private void CheckPlaces(SavedPlan saved, SnapshotHeader snapshot, string projectId)
    {
        string[] differences =
        [
            .. Differs(saved.Snapshot == snapshot.Id.ToString(), $"it was made for the snapshot {saved.Snapshot}"),
            .. Differs(saved.ProjectId == projectId && saved.Region == _destination.Region, $"it was made for {saved.Region}/{saved.ProjectId}, the destination is {_destination.Region}/{projectId}"),
        ];
        if (differences.Length > 0)
        {
            throw Stale(differences);
        }

        static string[] Differs(bool equal, string difference) => equal ? [] : [difference];
    }

    private static EngineException Stale(IReadOnlyList<string> differences)
    {
        string more = differences.Count > DifferencesShown ? $"; and {differences.Count - DifferencesShown} more" : "";
        return new EngineException(
            EngineErrorKind.PlanStale,
            $"The plan no longer fits, and nothing was written: {string.Join("; ", differences.Take(DifferencesShown))}{more}.",
            "Make a new plan with New-ScwRestorePlan, look at it, and run that one.");
    }
}
