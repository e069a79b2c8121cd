using System.Globalization;
using ScwSecretBackup.Engine.Snapshots;
using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Engine.Restore;

/// <summary>
/// Plans taking back what waits for its deletion. Values can't be read until then, so versions are told by number and creation time, which is proof in
/// the very secret that was backed up; of another one it shows only after it was taken back what is missing.
/// </summary>
internal sealed class RecoveryPlanner
{
    /// <summary>Euros for each version that is taken back (SECRET-MANAGER §9).</summary>
    private const decimal CostPerVersion = 0.01m;

    private readonly DestinationReader _destination;
    private readonly DestinationIndex _index;

    /// <summary>Plans for what an index found.</summary>
    public RecoveryPlanner(DestinationReader destination, DestinationIndex index)
    {
        _destination = destination;
        _index = index;
    }

    /// <summary>Plans to take back a whole secret, or null when none of that folder and name waits for its deletion.</summary>
    public async Task<RestorePlanItem?> PlanSecretAsync(RestorePlanItem draft, CancellationToken cancellationToken)
    {
        if (_index.FindScheduled(draft.TargetFolder, draft.TargetName, draft.Source.Metadata.Id) is not { } secret
            || await _destination.LoadAsync(secret, cancellationToken).ConfigureAwait(false) is not { } target)
        {
            return null;
        }

        RestorePlanItem item = draft with { TargetId = secret.Id, DestinationFingerprint = target.Fingerprint };
        if (secret.Type != draft.Wanted.Type)
        {
            return item.Refuse($"the secret that waits for its deletion is of type '{secret.Type}', and a type can't be changed");
        }

        string what = secret.Id == draft.Source.Metadata.Id ? "" : "; it is not the one that was backed up, so what it lacks shows when it is back";
        return Plan(item, target, target.QuotaUsed, [], $"takes it back from its scheduled deletion{what}");
    }

    /// <summary>Plans to take back versions of a live secret, or null when none of the chosen ones waits for its deletion.</summary>
    public static RestorePlanItem? PlanVersions(RestorePlanItem draft, DestinationSecret target)
    {
        if (draft.Source.Metadata.Id != target.Secret.Id)
        {
            return null;
        }

        int[] scheduled = [.. Identify(draft.Source, target.Scheduled).Keys.Order()];
        return scheduled.Length == 0
            ? null
            : Plan(
                draft,
                target,
                scheduled.Length,
                scheduled,
                string.Create(CultureInfo.InvariantCulture, $"takes revision {string.Join(", ", scheduled)} back from the scheduled deletion"));
    }

    private static RestorePlanItem Plan(RestorePlanItem item, DestinationSecret target, int versions, IReadOnlyList<int> recovered, string reason)
    {
        bool sameSecret = item.Source.Metadata.Id == target.Secret.Id;
        Dictionary<int, int> existing = sameSecret ? Identify(item.Source, [.. target.Present, .. target.Scheduled]) : [];
        int[] missing = sameSecret
            ? [.. RestorableVersions.Of(item.Source).Select(version => version.Metadata.Revision).Where(revision => !existing.ContainsKey(revision))]
            : [];
        int after = target.QuotaUsed + missing.Length;
        RestorePlanItem planned = item with
        {
            Action = RestoreAction.Recover,
            Reason = reason,
            ExistingRevisions = existing,
            RevisionsToWrite = missing,
            RevisionsToRecover = recovered,
            KnownTargetRevisions = target.Revisions,
            EstimatedCost = versions * CostPerVersion,
            Quota = item.Quota with { VersionsBefore = target.QuotaUsed, VersionsAfter = after },
        };
        return after > item.Quota.VersionLimit
            ? planned.Refuse(string.Create(CultureInfo.InvariantCulture, $"the destination's secret would have {after} versions, and the service allows {item.Quota.VersionLimit}"))
            : planned;
    }

    private static Dictionary<int, int> Identify(SnapshotSecret source, IReadOnlyList<SecretVersion> versions)
    {
        var created = versions.ToDictionary(version => version.Revision, version => version.CreatedAt);
        return source.Versions
            .Where(version => created.TryGetValue(version.Metadata.Revision, out DateTimeOffset? time) && time == version.Metadata.CreatedAt)
            .ToDictionary(version => version.Metadata.Revision, version => version.Metadata.Revision);
    }
}
