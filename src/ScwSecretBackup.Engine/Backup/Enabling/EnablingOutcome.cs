namespace ScwSecretBackup.Engine.Backup.Enabling;

/// <summary>What became of a version that a backup enabled before it ended early.</summary>
public enum EnablingOutcome
{
    /// <summary>It was enabled still, and is disabled again now.</summary>
    DisabledAgain,

    /// <summary>It is not enabled: somebody else saw to it, or it never was.</summary>
    NotEnabled,

    /// <summary>It no longer exists.</summary>
    Gone,

    /// <summary>It waits for its deletion. Taken back it might be enabled, so the intention stays.</summary>
    ScheduledForDeletion,

    /// <summary>It is enabled, and was changed after the backup had enabled it: whether that is meant, only a person knows.</summary>
    ChangedSince,

    /// <summary>It could not be looked at or disabled; the intention stays for the next backup.</summary>
    Failed,
}
