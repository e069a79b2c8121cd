namespace ScwSecretBackup.Engine.Restore;

/// <summary>Outcome of restoring one secret.</summary>
public enum RestoreStatus
{
    /// <summary>As planned.</summary>
    Complete,

    /// <summary>Something was written, then it failed; the same command completes it.</summary>
    Partial,

    /// <summary>Nothing was written.</summary>
    Failed,
}
