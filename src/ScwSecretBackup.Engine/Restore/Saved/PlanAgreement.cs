namespace ScwSecretBackup.Engine.Restore.Saved;

/// <summary>Holds an item of a saved plan against the same item planned afresh.</summary>
internal static class PlanAgreement
{
    /// <summary>What differs, or null: then the item planned afresh does what was planned, or what is left of it.</summary>
    public static string? FindDifference(SavedItem saved, RestorePlanItem now)
    {
        if (saved.Folder != now.TargetFolder || saved.Name != now.TargetName)
        {
            return $"it would go to '{now.TargetName}' in '{now.TargetFolder}' now";
        }

        if (IsFurtherAlong(saved, now))
        {
            return null;
        }

        if (saved.Action != now.Action)
        {
            return $"the plan says {saved.Action}, and now it would be {now.Action}{(now.Reason.Length > 0 ? $", because {now.Reason}" : "")}";
        }

        if (saved.TargetId != now.TargetId)
        {
            return "the destination has another secret of that folder and name now";
        }

        if (!saved.Revisions.SequenceEqual(now.RevisionsToWrite))
        {
            return "other versions would be written now";
        }

        return saved.DestinationFingerprint == now.DestinationFingerprint ? null : "the destination's secret was changed since";
    }

    /// <summary>
    /// Whether an interrupted run of this very plan explains the difference: everything that was there is there, what is new are versions of the plan, and
    /// nothing is left to do that was not planned.
    /// </summary>
    private static bool IsFurtherAlong(SavedItem saved, RestorePlanItem now)
    {
        if (!saved.Writes || now.Action is RestoreAction.Conflict or RestoreAction.Refuse or RestoreAction.Skip)
        {
            return false;
        }

        if (saved.Action == RestoreAction.Create)
        {
            return now.TargetId is not null && (now.Action == RestoreAction.Unchanged || now.CompletesUnfinished) && now.RevisionsToWrite.All(saved.Revisions.Contains);
        }

        int[] added = [.. now.KnownTargetRevisions.Except(saved.TargetRevisions)];
        bool leftIsPlanned = now.RevisionsToWrite.All(saved.Revisions.Contains)
            && now.Changes.All(saved.Changes.Contains)
            && now.VersionChanges.All(change => saved.VersionChanges.Contains(change with { Lifetime = null }) || added.Contains(change.Revision));
        bool hasProgress = added.Length > 0
            || now.Action == RestoreAction.Unchanged
            || (saved.Action == RestoreAction.Recover && now.Action != RestoreAction.Recover)
            || now.Changes.Count + now.VersionChanges.Count < saved.Changes.Count + saved.VersionChanges.Count;
        return saved.TargetId == now.TargetId
            && saved.TargetRevisions.All(now.KnownTargetRevisions.Contains)
            && added.All(now.ExistingRevisions.Values.Contains)
            && leftIsPlanned
            && hasProgress;
    }
}
