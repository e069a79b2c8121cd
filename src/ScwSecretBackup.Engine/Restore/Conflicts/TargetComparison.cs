using ScwSecretBackup.Engine.Restore.Journal;
using ScwSecretBackup.Engine.Snapshots;

namespace ScwSecretBackup.Engine.Restore.Conflicts;

/// <summary>How a secret of the snapshot and the one of the destination compare.</summary>
/// <param name="Source">The snapshot's.</param>
/// <param name="Target">The destination's.</param>
/// <param name="Differences">Metadata fields that differ.</param>
/// <param name="Match">Versions that both have.</param>
/// <param name="Begun">What an earlier run of this restore began there, or null.</param>
/// <param name="Now">When they were compared.</param>
internal sealed record TargetComparison(
    SnapshotSecret Source, DestinationSecret Target, IReadOnlyList<string> Differences, VersionMatch Match, UnfinishedWork? Begun, DateTimeOffset Now)
{
    /// <summary>Whether the destination's secret looks like what an interrupted restore leaves.</summary>
    public bool LooksUnfinished { get; } = UnfinishedRestore.IsLeftIn(Target, Source, Match, Differences);

    /// <summary>Lifetimes that an interrupted run of this restore had no time to set on versions that it added.</summary>
    public IReadOnlyList<VersionChange> LifetimesLeft => Begun is null ? [] : UnfinishedRestore.FindLifetimesLeft(Target, Source, Match, Begun, Now);

    /// <summary>The versions that can be restored, in ascending order.</summary>
    public IReadOnlyList<SnapshotVersion> Restorable { get; } = RestorableVersions.Of(Source);

    /// <summary>The revisions of the snapshot that the destination has not.</summary>
    public IReadOnlyList<int> Missing =>
        [.. Restorable.Select(version => version.Metadata.Revision).Where(revision => !Match.Revisions.ContainsKey(revision))];

    /// <summary>Same values in the same order with the same statuses and descriptions, and no other versions on either side.</summary>
    public bool HasSameVersions()
    {
        SnapshotVersion[] matched = [.. Source.Versions.Where(version => Match.Revisions.ContainsKey(version.Metadata.Revision))];
        return Match.Assumed.Count == 0
            && matched.Length == Target.Present.Count
            && Missing.Count == 0
            && matched.Zip(Target.Present).All(pair =>
                Match.Revisions[pair.First.Metadata.Revision] == pair.Second.Revision
                && RestorableVersions.TargetStatus(pair.First) == pair.Second.Status
                && (pair.First.Metadata.Description ?? "") == (pair.Second.Description ?? ""));
    }

    /// <summary>The version of the destination that a source version matches, or null.</summary>
    public Scaleway.SecretManager.SecretVersion? FindMatch(SnapshotVersion version) =>
        Match.Revisions.TryGetValue(version.Metadata.Revision, out int revision) ? Target.Present.FirstOrDefault(candidate => candidate.Revision == revision) : null;
}
