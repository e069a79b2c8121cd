namespace ScwSecretBackup.Kloset.Copying;

/// <summary>What became of a snapshot that was to be copied.</summary>
public enum CopyOutcome
{
    /// <summary>It is in the target now.</summary>
    Copied,

    /// <summary>It was in the target already; nothing was sent.</summary>
    AlreadyThere,

    /// <summary>It was removed from the target earlier, and was not to come back; nothing was sent.</summary>
    RemovedFromTarget,
}
