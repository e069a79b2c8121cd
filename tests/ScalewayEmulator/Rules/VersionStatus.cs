namespace ScalewayEmulator.Rules;

/// <summary>Statuses of a version.</summary>
internal static class VersionStatus
{
    public const string Enabled = "enabled";
    public const string Disabled = "disabled";
    public const string Deleted = "deleted";
    public const string ScheduledForDeletion = "scheduled_for_deletion";
}
