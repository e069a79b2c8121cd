using ScwSecretBackup.Engine.KnownValues;
using ScwSecretBackup.Engine.Versions;
using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Engine.Backup;

/// <summary>Decides what a backup does with one version (ARCHITECTURE §5.2 and §5.3, SECRET-MANAGER §10).</summary>
internal static class CaptureDecision
{
    private const string Disabled = "the version is disabled";

    /// <summary>Whether an earlier snapshot's value would be used for a version.</summary>
    public static bool CanUseKnownValue(Secret secret, SecretVersion version, CaptureRules rules) =>
        secret.DeletionRequestedAt is null
        && !VersionStatus.IsDeleted(version)
        && !VersionStatus.IsScheduled(version)
        && !(version.Status == VersionStatus.Disabled && rules.DisabledVersions == DisabledVersionPolicy.Metadata);

    /// <summary>Decides.</summary>
    /// <param name="secret">The secret.</param>
    /// <param name="version">The version.</param>
    /// <param name="known">Its value in an earlier snapshot, or null.</param>
    /// <param name="rules">What the caller accepts and wants.</param>
    public static PlannedVersion Decide(Secret secret, SecretVersion version, KnownVersion? known, CaptureRules rules)
    {
        PlannedVersion planned = Choose(secret, version, known, rules);
        return planned with
        {
            HasNoEarlierValue = known is null && CanUseKnownValue(secret, version, rules),
            IsSingleAccess = SingleAccess.Applies(secret.EphemeralPolicy, version.EphemeralProperties),
        };
    }

    private static PlannedVersion Choose(Secret secret, SecretVersion version, KnownVersion? known, CaptureRules rules)
    {
        string obstacle = FindObstacle(secret, version);
        if (!CanUseKnownValue(secret, version, rules))
        {
            return new PlannedVersion(version, BackupAction.MetadataOnly, obstacle);
        }

        if (known is not null)
        {
            return new PlannedVersion(version, obstacle.Length == 0 ? BackupAction.Reuse : BackupAction.CarryForward, obstacle) { Known = known };
        }

        bool singleAccess = SingleAccess.Applies(secret.EphemeralPolicy, version.EphemeralProperties);
        if (obstacle.Length > 0)
        {
            return obstacle == Disabled && rules.DisabledVersions == DisabledVersionPolicy.TemporarilyEnable
                ? Enable(secret, version, singleAccess)
                : new PlannedVersion(version, BackupAction.MetadataOnly, $"{obstacle}, and no earlier snapshot holds its value");
        }

        return singleAccess switch
        {
            true when !rules.IncludeSingleAccess => new PlannedVersion(version, BackupAction.MetadataOnly, "one access would consume it"),
            true => new PlannedVersion(version, BackupAction.Read, "reading consumes it at the source, as requested"),
            false => new PlannedVersion(version, BackupAction.Read, ""),
        };
    }

    /// <summary>Enabling counts as creating the version again (SECRET-MANAGER §5.4), so nothing with a lifetime is enabled.</summary>
    private static PlannedVersion Enable(Secret secret, SecretVersion version, bool singleAccess)
    {
        bool hasLifetime = secret.EphemeralPolicy is not null || version.EphemeralProperties is not null;
        return (singleAccess, hasLifetime) switch
        {
            (true, _) => new PlannedVersion(version, BackupAction.MetadataOnly, $"{Disabled}, and one access would consume it"),
            (_, true) => new PlannedVersion(version, BackupAction.MetadataOnly, $"{Disabled}, and enabling it would start a new lifetime"),
            _ => new PlannedVersion(version, BackupAction.EnableAndRead, $"{Disabled}; it is enabled, read and disabled again, as requested"),
        };
    }

    private static string FindObstacle(Secret secret, SecretVersion version)
    {
        if (VersionStatus.IsDeleted(version))
        {
            return "the version is deleted";
        }

        if (VersionStatus.IsScheduled(version))
        {
            return "the version is scheduled for deletion";
        }

        if (secret.DeletionRequestedAt is not null)
        {
            return "the secret is scheduled for deletion";
        }

        if (VersionStatus.IsLocked(secret))
        {
            return "the secret is locked";
        }

        return version.Status switch
        {
            VersionStatus.Enabled => "",
            VersionStatus.Disabled => Disabled,
            _ => "the version's status is not one that can be read",
        };
    }
}
