using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Engine.Versions;

/// <summary>Questions about the status of a secret or version (SECRET-MANAGER §3).</summary>
internal static class VersionStatus
{
    /// <summary>The version can be read.</summary>
    public const string Enabled = "enabled";

    /// <summary>The version is kept but can't be read.</summary>
    public const string Disabled = "disabled";

    /// <summary>The version waits for its deletion.</summary>
    public const string ScheduledForDeletion = "scheduled_for_deletion";

    private const string Deleted = "deleted";
    private const string Locked = "locked";

    /// <summary>Enabled, and neither deleted nor waiting for it.</summary>
    public static bool IsReadable(SecretVersion version) => version.Status == Enabled && !IsDeleted(version) && !IsScheduled(version);

    /// <summary>Gone for good.</summary>
    public static bool IsDeleted(SecretVersion version) => version.Status == Deleted || version.DeletedAt is not null;

    /// <summary>Waiting for its deletion.</summary>
    public static bool IsScheduled(SecretVersion version) => version.Status == ScheduledForDeletion || version.DeletionRequestedAt is not null;

    /// <summary>Neither readable nor editable.</summary>
    public static bool IsLocked(Secret secret) => secret.Status == Locked;
}
