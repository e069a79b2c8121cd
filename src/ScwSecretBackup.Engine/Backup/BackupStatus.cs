namespace ScwSecretBackup.Engine.Backup;

/// <summary>Outcome of a backup.</summary>
public enum BackupStatus
{
    /// <summary>Everything that can be captured was.</summary>
    Complete,

    /// <summary>There is a snapshot, but some values that should be readable were refused or failed, or something that was named is not there.</summary>
    Partial,

    /// <summary>No snapshot was made.</summary>
    Failed,
}
