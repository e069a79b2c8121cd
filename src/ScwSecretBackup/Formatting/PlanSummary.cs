using System.Globalization;
using ScwSecretBackup.Engine.Backup;
using ScwSecretBackup.Engine.Restore;

namespace ScwSecretBackup.Formatting;

/// <summary>Says in one sentence what a plan will do.</summary>
internal static class PlanSummary
{
    /// <summary>Sentence for a backup into the store at a location.</summary>
    public static string Of(BackupPlan plan, string store)
    {
        int Count(BackupAction action) => plan.Items.Count(item => item.Action == action && item.Revision > 0);
        string[] parts =
        [
            Part("read", Count(BackupAction.Read), "value"),
            Part("reuse", Count(BackupAction.Reuse), "value"),
            Part("enable, read and disable again", Count(BackupAction.EnableAndRead), "version"),
            Part("carry forward", Count(BackupAction.CarryForward), "value"),
            Part("keep only the metadata of", Count(BackupAction.MetadataOnly), "version"),
        ];
        string filter = plan.Request.Selection.IsEverything ? "" : $" ({plan.Request.Selection})";
        return $"Back up {Quantity(plan.SecretCount, "secret")} of {plan.Region}/{plan.Request.ProjectId}{filter} into {store}: {Join(parts, "no version")}.";
    }

    /// <summary>Sentence for a restore.</summary>
    public static string Of(RestorePlan plan)
    {
        int Count(RestoreAction action) => plan.Items.Count(item => item.Action == action);
        string[] parts =
        [
            Part("create", Count(RestoreAction.Create), "secret"),
            Part("add versions to", Count(RestoreAction.NewVersion), "secret"),
            Part("set metadata of", Count(RestoreAction.Update), "secret"),
            Part("take back", Count(RestoreAction.Recover), "secret"),
            Part("write", plan.Items.Sum(item => item.RevisionsToWrite.Count), "version"),
            Part("leave unchanged", Count(RestoreAction.Unchanged), "identical secret"),
            Part("skip", Count(RestoreAction.Skip), "secret"),
            Part("report", Count(RestoreAction.Conflict), "conflict"),
            Part("refuse", Count(RestoreAction.Refuse), "secret"),
        ];
        return $"Restore snapshot {plan.Request.Snapshot.Id.ToString()[..8]} into {plan.Region}/{plan.Request.ProjectId}: {Join(parts, "nothing to do")}.{DescribeLimits(plan)}";
    }

    private static string DescribeLimits(RestorePlan plan)
    {
        string cost = plan.EstimatedCost > 0 ? string.Create(CultureInfo.InvariantCulture, $" Taking back costs about EUR {plan.EstimatedCost:0.00}.") : "";
        string blind = plan.CanSeeConflicts ? "" : " The key may not list the destination: what is there already will show as conflicts.";
        return cost + blind;
    }

    private static string Part(string action, int count, string noun) => count == 0 ? "" : $"{action} {Quantity(count, noun)}";

    private static string Join(string[] parts, string none) =>
        parts.Any(part => part.Length > 0) ? string.Join(", ", parts.Where(part => part.Length > 0)) : none;

    private static string Quantity(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}
