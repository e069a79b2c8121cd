using System.Globalization;
using ScwSecretBackup.Engine.Snapshots;

namespace ScwSecretBackup.Engine.Restore.Conflicts;

/// <summary>Adds what is missing and completes what an interrupted restore left.</summary>
internal sealed class NewVersionStrategy(TargetComparer comparer) : IConflictStrategy
{
    /// <inheritdoc />
    public async Task<RestorePlanItem> PlanAsync(RestorePlanItem draft, DestinationSecret target, CancellationToken cancellationToken)
    {
        if (VersionAdditions.FindTypeObstacle(draft, target) is { } obstacle)
        {
            return draft.Refuse(obstacle);
        }

        TargetComparison comparison = await comparer.CompareAsync(draft, target, cancellationToken).ConfigureAwait(false);
        if (comparison.Match.Denied)
        {
            return draft.Refuse(VersionAdditions.ValuesDenied);
        }

        if (comparison.LooksUnfinished)
        {
            return Complete(VersionAdditions.Plan(draft, comparison, comparison.Missing), comparison);
        }

        NewestVersion newest = draft.RestoresNewest
            ? await comparer.FindNewestAsync(comparison, [], cancellationToken).ConfigureAwait(false)
            : NewestVersion.InPlace;
        return AddMissing(VersionAdditions.Plan(draft, comparison, comparison.Missing, newest), comparison, newest);
    }

    private static RestorePlanItem Complete(RestorePlanItem item, TargetComparison comparison)
    {
        IReadOnlyList<VersionChange> changes = [.. comparison.LifetimesLeft, .. VersionAdditions.DisableLeftEnabled(comparison)];
        if (item.Action == RestoreAction.Refuse)
        {
            return item;
        }

        bool nothingToDo = item.RevisionsToWrite.Count == 0 && changes.Count == 0 && comparison.Differences.Count == 0;
        return nothingToDo
            ? item with { Action = RestoreAction.Unchanged, Reason = "the destination holds the same" }
            : item with { Action = RestoreAction.NewVersion, Reason = "completes an interrupted restore", VersionChanges = changes, CompletesUnfinished = true };
    }

    private static RestorePlanItem AddMissing(RestorePlanItem item, TargetComparison comparison, NewestVersion newest)
    {
        if (item.Action == RestoreAction.Refuse)
        {
            return item;
        }

        IReadOnlyList<VersionChange> left = FindLeft(comparison);
        LostField[] kept =
        [
            .. item.FieldsLost,
            .. comparison.Differences.Select(field => new LostField(field, "the destination's secret keeps its own")),
            .. comparison.Restorable.Where(version => HasOtherStatus(version, comparison, left))
                .Select(version => new LostField($"{LostFields.NameOf(version)} status", "the destination's version keeps its own")),
        ];
        item = item with { FieldsLost = kept, VersionChanges = left };
        return item.RevisionsToWrite.Count == 0 && left.Count == 0
            ? item with { Action = RestoreAction.Unchanged, Reason = DescribeUnchanged(comparison) }
            : item with { Action = RestoreAction.NewVersion, Reason = DescribeAdded(item, comparison, newest) };
    }

    /// <summary>Versions that an interrupted run of this restore added and had no time to give their lifetime or to disable.</summary>
    private static IReadOnlyList<VersionChange> FindLeft(TargetComparison comparison) => comparison.Begun is not { TargetId: not null } begun
        ? []
        : [.. comparison.LifetimesLeft, .. VersionAdditions.DisableLeftEnabled(comparison).Where(change => !begun.KnownRevisions.Contains(change.Revision))];

    private static bool HasOtherStatus(SnapshotVersion version, TargetComparison comparison, IReadOnlyList<VersionChange> changes) =>
        comparison.FindMatch(version) is { } match
        && match.Status != RestorableVersions.TargetStatus(version)
        && changes.All(change => change.Revision != match.Revision);

    private static string DescribeUnchanged(TargetComparison comparison)
    {
        string more = comparison.HasSameVersions() ? "" : comparison.Target.Present.Count > comparison.Match.Revisions.Count
            ? ", and others besides: the destination is newer"
            : ", in another order or with other statuses";
        return $"the destination holds every version{more}{VersionAdditions.DescribeAssumed(comparison)}";
    }

    private static string DescribeAdded(RestorePlanItem item, TargetComparison comparison, NewestVersion newest)
    {
        if (item.RevisionsToWrite.Count == 0)
        {
            return "completes the versions that an interrupted restore added";
        }

        int last = comparison.Restorable[^1].Metadata.Revision;
        string overtaken = newest.HasToBeWritten
            ? string.Create(CultureInfo.InvariantCulture, $"; revision {newest.Revision} is there already, and is written again to become the newest one")
            : item.RevisionsToWrite[^1] == last
                ? ""
                : string.Create(CultureInfo.InvariantCulture, $"; revision {last} is there already, so the added ones become newer than it");
        string newer = comparison.Target.Present.Count > comparison.Match.Revisions.Count ? "; the destination has others besides" : "";
        return $"adds the versions that are missing{overtaken}{newer}{VersionAdditions.DescribeAssumed(comparison)}";
    }
}
