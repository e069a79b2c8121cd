namespace ScwSecretBackup.Engine.Restore;

/// <summary>What a restore does with one secret.</summary>
public enum RestoreAction
{
    /// <summary>Create the secret with its versions.</summary>
    Create,

    /// <summary>Add versions to the secret that is there.</summary>
    NewVersion,

    /// <summary>Change metadata or statuses of the secret that is there; no version is added.</summary>
    Update,

    /// <summary>Take the secret back from its scheduled deletion, then add what is missing.</summary>
    Recover,

    /// <summary>The destination already holds the same.</summary>
    Unchanged,

    /// <summary>Left alone because the caller said so.</summary>
    Skip,

    /// <summary>The destination differs and the caller chose to fail.</summary>
    Conflict,

    /// <summary>Can't be done at all: another type, a quota, nothing restorable.</summary>
    Refuse,
}
