using ScwSecretBackup.Engine.Snapshots;

namespace ScwSecretBackup.Engine.Restore.Conflicts;

/// <summary>
/// Makes the destination's secret like the snapshot's without deleting anything: missing versions are added, statuses and descriptions set, the newest
/// enabled value ends as the snapshot's, then the metadata. What the API can't change of a secret that exists (SECRET-MANAGER §4.2, §5.4) stays.
/// </summary>
internal sealed class OverwriteStrategy(TargetComparer comparer) : IConflictStrategy
{
    /// <inheritdoc />
    public async Task<RestorePlanItem> PlanAsync(RestorePlanItem draft, DestinationSecret target, CancellationToken cancellationToken)
    {
        if (VersionAdditions.FindTypeObstacle(draft, target) is { } obstacle)
        {
            return draft.Refuse(obstacle);
        }

        if (target.Secret.EphemeralPolicy is not null && draft.Wanted.EphemeralPolicy is null)
        {
            return draft.Refuse("the destination's secret has lifetime rules, which can't be taken away: restored values would expire");
        }

        TargetComparison comparison = await comparer.CompareAsync(draft, target, cancellationToken).ConfigureAwait(false);
        if (comparison.Match.Denied)
        {
            return draft.Refuse(VersionAdditions.ValuesDenied);
        }

        VersionChange[] versionChanges = [.. comparison.LifetimesLeft, .. comparison.Restorable.Select(version => FindChange(version, comparison)).OfType<VersionChange>()];
        NewestVersion newest = await comparer.FindNewestAsync(comparison, versionChanges, cancellationToken).ConfigureAwait(false);
        RestorePlanItem item = VersionAdditions.Plan(draft, comparison, comparison.Missing, newest);
        return item.Action == RestoreAction.Refuse
            ? item
            : Describe(
                item with
                {
                    VersionChanges = versionChanges,
                    Changes = MetadataChanges.Find(draft.Wanted, target.Secret),
                    FieldsLost = [.. item.FieldsLost, .. MetadataChanges.FindLost(draft.Wanted, target.Secret)],
                },
                comparison);
    }

    private static RestorePlanItem Describe(RestorePlanItem item, TargetComparison comparison)
    {
        string assumed = VersionAdditions.DescribeAssumed(comparison);
        if (item.RevisionsToWrite.Count > 0)
        {
            return item with { Action = RestoreAction.NewVersion, Reason = $"adds versions{(item.Changes.Count + item.VersionChanges.Count > 0 ? " and sets metadata" : "")}{assumed}" };
        }

        return item.Changes.Count + item.VersionChanges.Count > 0
            ? item with { Action = RestoreAction.Update, Reason = $"sets {DescribeFields(item)}{assumed}" }
            : item with { Action = RestoreAction.Unchanged, Reason = $"the destination holds the same{assumed}" };
    }

    private static string DescribeFields(RestorePlanItem item)
    {
        IEnumerable<string> fields = item.Changes.Select(change => change.Field);
        return string.Join(", ", item.VersionChanges.Count > 0 ? fields.Append("versions' status or description") : fields);
    }

    private static VersionChange? FindChange(SnapshotVersion source, TargetComparison comparison)
    {
        if (comparison.FindMatch(source) is not { } match)
        {
            return null;
        }

        string status = RestorableVersions.TargetStatus(source);
        string description = source.Metadata.Description ?? "";
        bool sameStatus = match.Status == status;
        bool sameDescription = (match.Description ?? "") == description;
        return sameStatus && sameDescription ? null : new VersionChange(match.Revision, sameStatus ? null : status, sameDescription ? null : description);
    }
}
