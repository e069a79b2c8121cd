using System.Globalization;
using ScwSecretBackup.Engine.Versions;

namespace ScwSecretBackup.Engine.Restore.Conflicts;

/// <summary>What all strategies that add versions to a secret check and fill in.</summary>
internal static class VersionAdditions
{
    /// <summary>The refusal where values can't be compared.</summary>
    public const string ValuesDenied = "the key may not read the destination's values, so what is missing can't be told";

    /// <summary>Why the types rule out adding versions, or null.</summary>
    public static string? FindTypeObstacle(RestorePlanItem draft, DestinationSecret target) => draft.Wanted.Type == target.Secret.Type
        ? null
        : $"the destination's secret is of type '{target.Secret.Type}', the snapshot's of type '{draft.Wanted.Type}', and a type can't be changed";

    /// <summary>The draft with the versions to write, or refused because they don't fit in.</summary>
    public static RestorePlanItem Plan(RestorePlanItem draft, TargetComparison comparison, IReadOnlyList<int> revisions, NewestVersion? newest = null)
    {
        var existing = new Dictionary<int, int>(comparison.Match.Revisions);
        IReadOnlyList<int> toWrite = revisions;
        IReadOnlyList<LostField> lost = draft.FieldsLost;
        if (newest is { HeldBy: { } holder })
        {
            existing[newest.Revision] = holder;
        }
        else if (newest is { HasToBeWritten: true })
        {
            toWrite = [.. revisions, newest.Revision];
        }
        else if (newest is { IsUnknown: true })
        {
            lost = [.. lost, new LostField("newest", "the destination's newest version can't be read, so whether it holds another value can't be told")];
        }

        return Plan(draft with { ExistingRevisions = existing, FieldsLost = lost }, comparison.Target, toWrite);
    }

    /// <summary>The draft with the versions to write, or refused because they don't fit in.</summary>
    public static RestorePlanItem Plan(RestorePlanItem draft, DestinationSecret target, IReadOnlyList<int> revisions)
    {
        int after = target.QuotaUsed + revisions.Count;
        RestorePlanItem item = draft with
        {
            RevisionsToWrite = revisions,
            KnownTargetRevisions = target.Revisions,
            Quota = draft.Quota with { VersionsBefore = target.QuotaUsed, VersionsAfter = after },
        };
        return revisions.Count > 0 && after > draft.Quota.VersionLimit
            ? item.Refuse(string.Create(CultureInfo.InvariantCulture, $"the destination's secret would have {after} versions, and the service allows {draft.Quota.VersionLimit}"))
            : item;
    }

    /// <summary>The changes that disable what should be disabled and was left enabled.</summary>
    public static IReadOnlyList<VersionChange> DisableLeftEnabled(TargetComparison comparison) =>
        [.. UnfinishedRestore.FindLeftEnabled(comparison.Target, comparison.Source, comparison.Match).Select(revision => new VersionChange(revision, VersionStatus.Disabled, null))];

    /// <summary>Says which versions were matched without proof.</summary>
    public static string DescribeAssumed(TargetComparison comparison) => comparison.Match.Assumed.Count == 0
        ? ""
        : string.Create(
            CultureInfo.InvariantCulture,
            $"; revision {string.Join(", ", comparison.Match.Assumed.Order())} is taken to be a disabled version there, which can't be read to prove it");
}
