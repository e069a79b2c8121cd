using System.Globalization;
using ScwSecretBackup.Engine.Snapshots;

namespace ScwSecretBackup.Engine.Restore;

/// <summary>Plans a secret that the destination already has, by folder and name.</summary>
internal sealed class ExistingSecretPlanner
{
    private readonly RestoreRequest _request;
    private readonly VersionMatcher _matcher;

    /// <summary>Plans for a request.</summary>
    public ExistingSecretPlanner(RestoreRequest request, VersionMatcher matcher)
    {
        _request = request;
        _matcher = matcher;
    }

    /// <summary>Plans with <see cref="ConflictAction.Fail"/>: unchanged when it is proven to be identical, else a conflict.</summary>
    public async Task<RestorePlanItem> PlanFailAsync(RestorePlanItem draft, DestinationSecret target, CancellationToken cancellationToken)
    {
        SnapshotSecret source = draft.Source;
        IReadOnlyList<string> differences = MetadataComparison.FindDifferences(source.Metadata, target.Secret, _request.DropKeyId);
        if (differences.Any(field => field != MetadataComparison.Protected))
        {
            return Conflict(draft, $"it differs in {string.Join(", ", differences)}");
        }

        IReadOnlyList<SnapshotVersion> restorable = RestorableVersions.Of(source);
        bool sameSecret = source.Metadata.Id == target.Secret.Id;
        if (!sameSecret && target.Present.Count > restorable.Count)
        {
            return Conflict(draft, $"it has {target.Present.Count} versions, the snapshot holds {restorable.Count}");
        }

        VersionMatch match = await _matcher.MatchAsync(source, target, cancellationToken).ConfigureAwait(false);
        if (match.Denied)
        {
            return Conflict(draft, "the key may not read its values, so it can't be proven to be identical");
        }

        if (differences.Count == 0 && HasSameVersions(source, target, match))
        {
            return draft with { Action = RestoreAction.Unchanged, Reason = "the destination holds the same", ExistingRevisions = match.Revisions };
        }

        bool unfinished = UnfinishedRestore.IsLeftIn(target, source, match, differences);
        string difference = differences.Count > 0 ? $"it differs in {string.Join(", ", differences)}" : "its versions differ";
        return Conflict(draft, unfinished ? $"{difference}; an interrupted restore looks like this, and the conflict action NewVersion completes it" : difference);
    }

    /// <summary>Plans with <see cref="ConflictAction.NewVersion"/>: adds what is missing and completes what an interrupted restore left.</summary>
    public async Task<RestorePlanItem> PlanNewVersionAsync(RestorePlanItem draft, DestinationSecret target, CancellationToken cancellationToken)
    {
        SnapshotSecret source = draft.Source;
        IReadOnlyList<string> differences = MetadataComparison.FindDifferences(source.Metadata, target.Secret, _request.DropKeyId);
        if (differences.Contains(MetadataComparison.Type))
        {
            return Refuse(draft, $"the destination's secret is of type '{target.Secret.Type}', and a type can't be changed");
        }

        VersionMatch match = await _matcher.MatchAsync(source, target, cancellationToken).ConfigureAwait(false);
        if (match.Denied)
        {
            return Refuse(draft, "the key may not read the destination's values, so what is missing can't be told");
        }

        int[] missing = [.. RestorableVersions.Of(source).Select(version => version.Metadata.Revision).Where(revision => !match.Revisions.ContainsKey(revision))];
        if (target.QuotaUsed + missing.Length > ServiceLimits.VersionsPerSecret)
        {
            return Refuse(draft, $"the destination's secret would have {target.QuotaUsed + missing.Length} versions, and the service allows {ServiceLimits.VersionsPerSecret}");
        }

        bool unfinished = UnfinishedRestore.IsLeftIn(target, source, match, differences);
        RestorePlanItem item = draft with { ExistingRevisions = match.Revisions, RevisionsToWrite = missing, KnownTargetRevisions = target.Revisions };
        return unfinished
            ? Complete(item, target, match, differences)
            : AddMissing(item, target, match, differences);
    }

    private static RestorePlanItem Complete(RestorePlanItem item, DestinationSecret target, VersionMatch match, IReadOnlyList<string> differences)
    {
        IReadOnlyList<int> toDisable = UnfinishedRestore.FindLeftEnabled(target, item.Source, match);
        bool nothingToDo = item.RevisionsToWrite.Count == 0 && toDisable.Count == 0 && differences.Count == 0;
        return nothingToDo
            ? item with { Action = RestoreAction.Unchanged, Reason = "the destination holds the same" }
            : item with
            {
                Action = RestoreAction.NewVersion,
                Reason = "completes an interrupted restore",
                TargetRevisionsToDisable = toDisable,
                CompletesUnfinished = true,
            };
    }

    private static RestorePlanItem AddMissing(RestorePlanItem item, DestinationSecret target, VersionMatch match, IReadOnlyList<string> differences)
    {
        IReadOnlyList<SnapshotVersion> restorable = RestorableVersions.Of(item.Source);
        LostField[] kept =
        [
            .. item.FieldsLost,
            .. differences.Select(field => new LostField(field, "the destination's secret keeps its own")),
            .. restorable.Where(version => HasOtherStatus(version, target, match))
                .Select(version => new LostField($"{LostFields.NameOf(version)} status", "the destination's version keeps its own")),
        ];
        if (item.RevisionsToWrite.Count == 0)
        {
            string more = HasSameVersions(item.Source, target, match) ? "" : ", and others or in another order";
            return item with { Action = RestoreAction.Unchanged, Reason = $"the destination holds every version{more}", FieldsLost = kept };
        }

        int newest = restorable[^1].Metadata.Revision;
        string overtaken = item.RevisionsToWrite[^1] == newest
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $"; revision {newest} is there already, so the added ones become newer than it");
        return item with { Action = RestoreAction.NewVersion, Reason = $"adds the versions that are missing{overtaken}", FieldsLost = kept };
    }

    private static bool HasOtherStatus(SnapshotVersion version, DestinationSecret target, VersionMatch match) =>
        match.Revisions.TryGetValue(version.Metadata.Revision, out int revision)
        && target.Present.First(candidate => candidate.Revision == revision).Status != RestorableVersions.TargetStatus(version);

    /// <summary>Same values in the same order with the same statuses and descriptions, and no other versions on either side.</summary>
    private static bool HasSameVersions(SnapshotSecret source, DestinationSecret target, VersionMatch match)
    {
        SnapshotVersion[] matched = [.. source.Versions.Where(version => match.Revisions.ContainsKey(version.Metadata.Revision))];
        return matched.Length == target.Present.Count
            && RestorableVersions.Of(source).All(version => match.Revisions.ContainsKey(version.Metadata.Revision))
            && matched.Zip(target.Present).All(pair =>
                match.Revisions[pair.First.Metadata.Revision] == pair.Second.Revision
                && RestorableVersions.TargetStatus(pair.First) == pair.Second.Status
                && (pair.First.Metadata.Description ?? "") == (pair.Second.Description ?? ""));
    }

    private static RestorePlanItem Conflict(RestorePlanItem draft, string reason) =>
        draft with { Action = RestoreAction.Conflict, Reason = $"the destination has a secret of that folder and name, and {reason}" };

    private static RestorePlanItem Refuse(RestorePlanItem draft, string reason) => draft with { Action = RestoreAction.Refuse, Reason = reason };
}
