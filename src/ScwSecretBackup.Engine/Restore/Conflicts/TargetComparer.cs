using ScwSecretBackup.Engine.Restore.Journal;

namespace ScwSecretBackup.Engine.Restore.Conflicts;

/// <summary>Compares secrets of a snapshot with those of a destination.</summary>
internal sealed class TargetComparer
{
    private readonly VersionMatcher _matcher;
    private readonly IRestoreJournal _journal;
    private readonly TimeProvider _timeProvider;

    /// <summary>Compares with a matcher.</summary>
    public TargetComparer(VersionMatcher matcher, IRestoreJournal journal, TimeProvider timeProvider)
    {
        _matcher = matcher;
        _journal = journal;
        _timeProvider = timeProvider;
    }

    /// <summary>Compares; reads values of the destination where nothing less decides.</summary>
    public async Task<TargetComparison> CompareAsync(RestorePlanItem draft, DestinationSecret target, CancellationToken cancellationToken) => new(
        draft.Source,
        target,
        MetadataComparison.FindDifferences(draft.Wanted, target.Secret),
        await _matcher.MatchAsync(draft.Source, target, cancellationToken).ConfigureAwait(false),
        FindBegun(draft, target),
        _timeProvider.GetUtcNow());

    /// <summary>What an earlier run began at this very secret, or at this folder and name before there was one.</summary>
    public UnfinishedWork? FindBegun(RestorePlanItem draft, DestinationSecret target) =>
        _journal.Find(draft.Source.Metadata.Id, draft.TargetFolder, draft.TargetName) is { } work && (work.TargetId is null || work.TargetId == target.Secret.Id)
            ? work
            : null;

    /// <summary>
    /// The newest enabled version of the snapshot that has to be written again, because a newer one of the destination holds another value; or null.
    /// Where the newest one can't be read, nothing is written: it would be written at every run.
    /// </summary>
    /// <param name="comparison">The two.</param>
    /// <param name="changes">Statuses that change.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<NewestVersion> FindNewestAsync(TargetComparison comparison, IReadOnlyList<VersionChange> changes, CancellationToken cancellationToken)
    {
        Snapshots.SnapshotVersion? newest = comparison.Restorable.LastOrDefault(RestorableVersions.IsEnabled);
        if (newest is null || comparison.FindMatch(newest) is not { } match)
        {
            return NewestVersion.InPlace;
        }

        int revision = newest.Metadata.Revision;
        if (comparison.Restorable.Any(version => RestorableVersions.IsEnabled(version) && comparison.Missing.Contains(version.Metadata.Revision)))
        {
            return NewestVersion.WriteAgain(revision);
        }

        var statuses = changes.Where(change => change.Status is not null).ToDictionary(change => change.Revision, change => change.Status!);
        Scaleway.SecretManager.SecretVersion? top = comparison.Target.Present
            .LastOrDefault(version => statuses.GetValueOrDefault(version.Revision, version.Status) == Versions.VersionStatus.Enabled);
        if (top is null || top.Revision <= match.Revision)
        {
            return NewestVersion.InPlace;
        }

        bool? holds = await _matcher.HoldsAsync(newest, comparison.Target, top, cancellationToken).ConfigureAwait(false);
        return holds switch
        {
            true => NewestVersion.AlreadyAt(revision, top.Revision),
            false => NewestVersion.WriteAgain(revision),
            null => NewestVersion.Unknown(revision),
        };
    }
}
