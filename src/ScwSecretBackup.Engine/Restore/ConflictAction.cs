namespace ScwSecretBackup.Engine.Restore;

/// <summary>What a restore does where the destination already has a secret of that folder and name.</summary>
public enum ConflictAction
{
    /// <summary>Identical: unchanged. Different: an error for that secret; the rest goes on.</summary>
    Fail,

    /// <summary>Leave the destination's secret alone.</summary>
    Skip,

    /// <summary>Add only the versions that are missing.</summary>
    NewVersion,

    /// <summary>Add every version again, as Plakar does. Not idempotent: each run adds them once more.</summary>
    Append,

    /// <summary>Restore beside it, under a free name such as <c>name-restored</c>.</summary>
    Rename,

    /// <summary>Make it like the snapshot's: metadata, statuses, missing versions, and the newest value. Deletes nothing.</summary>
    Overwrite,
}
