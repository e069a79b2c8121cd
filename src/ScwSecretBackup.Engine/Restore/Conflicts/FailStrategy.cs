namespace ScwSecretBackup.Engine.Restore.Conflicts;

/// <summary>
/// Unchanged when it is proven to be identical, else a conflict; what an earlier run of the same restore began is completed.
/// </summary>
internal sealed class FailStrategy(TargetComparer comparer, NewVersionStrategy completing) : IConflictStrategy
{
    /// <inheritdoc />
    public async Task<RestorePlanItem> PlanAsync(RestorePlanItem draft, DestinationSecret target, CancellationToken cancellationToken)
    {
        if (comparer.FindBegun(draft, target)?.TargetId is not null)
        {
            return await completing.PlanAsync(draft, target, cancellationToken).ConfigureAwait(false);
        }

        IReadOnlyList<string> differences = MetadataComparison.FindDifferences(draft.Wanted, target.Secret);
        if (differences.Any(field => field != MetadataComparison.Protected))
        {
            return draft.Conflict($"it differs in {string.Join(", ", differences)}");
        }

        int restorable = RestorableVersions.Of(draft.Source).Count;
        bool sameSecret = draft.Source.Metadata.Id == target.Secret.Id;
        if (!sameSecret && target.Present.Count > restorable)
        {
            return draft.Conflict($"it has {target.Present.Count} versions, the snapshot holds {restorable}");
        }

        TargetComparison comparison = await comparer.CompareAsync(draft, target, cancellationToken).ConfigureAwait(false);
        if (comparison.Match.Denied)
        {
            return draft.Conflict("the key may not read its values, so it can't be proven to be identical");
        }

        bool isComplete = !comparison.LooksUnfinished || comparison.LifetimesLeft.Count == 0;
        if (differences.Count == 0 && comparison.HasSameVersions() && isComplete)
        {
            return draft with { Action = RestoreAction.Unchanged, Reason = "the destination holds the same", ExistingRevisions = comparison.Match.Revisions };
        }

        return comparison.LooksUnfinished && comparison.Begun is not null
            ? await completing.PlanAsync(draft, target, cancellationToken).ConfigureAwait(false)
            : draft.Conflict(Describe(comparison));
    }

    private static string Describe(TargetComparison comparison)
    {
        string difference = comparison.Differences.Count > 0 ? $"it differs in {string.Join(", ", comparison.Differences)}" : DescribeVersions(comparison);
        return comparison.LooksUnfinished
            ? $"{difference}; an interrupted restore looks like this, and the conflict action NewVersion completes it"
            : difference;
    }

    private static string DescribeVersions(TargetComparison comparison)
    {
        int others = comparison.Target.Present.Count - comparison.Match.Revisions.Count;
        return (comparison.Missing.Count, others) switch
        {
            ( > 0, 0) => $"it is older: {comparison.Missing.Count} versions of the snapshot are missing",
            (0, > 0) => $"it is newer: it has {others} versions that the snapshot does not hold",
            _ => "its versions differ",
        };
    }
}
