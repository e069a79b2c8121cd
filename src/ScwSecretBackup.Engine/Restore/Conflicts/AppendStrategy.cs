using ScwSecretBackup.Engine.Restore.Journal;
using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Engine.Restore.Conflicts;

/// <summary>Adds every version again, as Plakar does; of what an interrupted run of the same restore added, only the rest.</summary>
internal sealed class AppendStrategy(TargetComparer comparer, NewVersionStrategy completing) : IConflictStrategy
{
    /// <inheritdoc />
    public async Task<RestorePlanItem> PlanAsync(RestorePlanItem draft, DestinationSecret target, CancellationToken cancellationToken)
    {
        if (VersionAdditions.FindTypeObstacle(draft, target) is { } obstacle)
        {
            return draft.Refuse(obstacle);
        }

        return comparer.FindBegun(draft, target) switch
        {
            null => AddAll(draft, target),
            { TargetId: null } => await completing.PlanAsync(draft, target, cancellationToken).ConfigureAwait(false),
            { } begun => await AddRestAsync(draft, target, begun, cancellationToken).ConfigureAwait(false),
        };
    }

    private static RestorePlanItem AddAll(RestorePlanItem draft, DestinationSecret target)
    {
        int[] all = [.. RestorableVersions.Of(draft.Source).Select(version => version.Metadata.Revision)];
        RestorePlanItem item = VersionAdditions.Plan(draft, target, all);
        if (item.Action == RestoreAction.Refuse)
        {
            return item;
        }

        item = item with { FieldsLost = [.. item.FieldsLost, .. KeptFields(draft, target)] };
        return all.Length == 0
            ? item with { Action = RestoreAction.Unchanged, Reason = "the snapshot holds no version to add" }
            : item with { Action = RestoreAction.NewVersion, Reason = "adds every version again" };
    }

    /// <summary>Only versions that were not there when the interrupted run began can be its own.</summary>
    private async Task<RestorePlanItem> AddRestAsync(RestorePlanItem draft, DestinationSecret target, UnfinishedWork begun, CancellationToken cancellationToken)
    {
        SecretVersion[] since = [.. target.Versions.Where(version => !begun.KnownRevisions.Contains(version.Revision))];
        TargetComparison comparison = await comparer.CompareAsync(draft, new DestinationSecret(target.Secret, since), cancellationToken).ConfigureAwait(false);
        if (comparison.Match.Denied)
        {
            return draft.Refuse(VersionAdditions.ValuesDenied);
        }

        RestorePlanItem item = VersionAdditions.Plan(draft with { ExistingRevisions = comparison.Match.Revisions }, target, comparison.Missing);
        if (item.Action == RestoreAction.Refuse)
        {
            return item;
        }

        IReadOnlyList<VersionChange> left = [.. comparison.LifetimesLeft, .. VersionAdditions.DisableLeftEnabled(comparison)];
        item = item with { VersionChanges = left, FieldsLost = [.. item.FieldsLost, .. KeptFields(draft, target)] };
        return item.RevisionsToWrite.Count == 0 && left.Count == 0
            ? item with { Action = RestoreAction.Unchanged, Reason = "an interrupted run added every version" }
            : item with { Action = RestoreAction.NewVersion, Reason = "adds what an interrupted run had no time to add" };
    }

    private static IEnumerable<LostField> KeptFields(RestorePlanItem draft, DestinationSecret target) => MetadataComparison
        .FindDifferences(draft.Wanted, target.Secret).Select(field => new LostField(field, "the destination's secret keeps its own"));
}
