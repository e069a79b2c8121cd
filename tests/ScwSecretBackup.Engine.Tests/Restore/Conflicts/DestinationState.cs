namespace ScwSecretBackup.Engine.Tests.Restore.Conflicts;

/// <summary>What the destination has of the secret that is restored.</summary>
public enum DestinationState
{
    /// <summary>Nothing of that folder and name.</summary>
    Absent,

    /// <summary>The same.</summary>
    Identical,

    /// <summary>The first of two versions.</summary>
    Older,

    /// <summary>Both versions and another one.</summary>
    Newer,

    /// <summary>A secret of another type.</summary>
    OtherType,

    /// <summary>A secret that waits for its deletion.</summary>
    PendingDeletion,

    /// <summary>The first of two versions, protected.</summary>
    Protected,

    /// <summary>As many other versions as a secret may have.</summary>
    AtQuota,
}
