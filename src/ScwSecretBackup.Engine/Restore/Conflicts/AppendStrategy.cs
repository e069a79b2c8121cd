namespace ScwSecretBackup.Engine.Restore.Conflicts;

/// <summary>Adds every version again, as Plakar does.</summary>
internal sealed class AppendStrategy : IConflictStrategy
{
    /// <inheritdoc />
    public Task<RestorePlanItem> PlanAsync(RestorePlanItem draft, DestinationSecret target, CancellationToken cancellationToken) => Task.FromResult(Plan(draft, target));

    private static RestorePlanItem Plan(RestorePlanItem draft, DestinationSecret target)
    {
        if (VersionAdditions.FindTypeObstacle(draft, target) is { } obstacle)
        {
            return draft.Refuse(obstacle);
        }

        int[] all = [.. RestorableVersions.Of(draft.Source).Select(version => version.Metadata.Revision)];
        RestorePlanItem item = VersionAdditions.Plan(draft, target, all);
        if (item.Action == RestoreAction.Refuse)
        {
            return item;
        }

        LostField[] kept = [.. MetadataComparison.FindDifferences(draft.Wanted, target.Secret).Select(field => new LostField(field, "the destination's secret keeps its own"))];
        return all.Length == 0
            ? item with { Action = RestoreAction.Unchanged, Reason = "the snapshot holds no version to add", FieldsLost = [.. item.FieldsLost, .. kept] }
            : item with { Action = RestoreAction.NewVersion, Reason = "adds every version again", FieldsLost = [.. item.FieldsLost, .. kept] };
    }
}
