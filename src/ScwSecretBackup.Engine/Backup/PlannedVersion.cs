using ScwSecretBackup.Engine.KnownValues;
using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Engine.Backup;

/// <summary>What a backup will do with one version, with what it needs to do it.</summary>
/// <param name="Version">The version as it was listed.</param>
/// <param name="Action">What will happen.</param>
/// <param name="Reason">Why, where it is not plain from the action.</param>
internal sealed record PlannedVersion(SecretVersion Version, BackupAction Action, string Reason)
{
    /// <summary>A version that the selection leaves out.</summary>
    public static PlannedVersion LeftOut(SecretVersion version) => new(version, BackupAction.MetadataOnly, "left out by the version selection");

    /// <summary>The value in an earlier snapshot, for <see cref="BackupAction.Reuse"/> and <see cref="BackupAction.CarryForward"/>.</summary>
    public KnownVersion? Known { get; init; }

    /// <summary>Whether all earlier snapshots were searched for the value in vain.</summary>
    public bool HasNoEarlierValue { get; init; }

    /// <summary>Whether reading the value destroys it.</summary>
    public bool IsSingleAccess { get; init; }
}
