namespace ScwSecretBackup.Engine.Backup;

/// <summary>Outcome of a backup that made a snapshot.</summary>
public enum BackupStatus
{
    /// <summary>Everything that can be captured was.</summary>
    Complete,

    /// <summary>Some values that should be readable were refused or failed.</summary>
    Partial,
}
