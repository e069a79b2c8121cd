using ScwSecretBackup.Engine.KnownValues;
using ScwSecretBackup.Engine.Versions;
using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Engine.Backup;

/// <summary>Decides what a backup does with one version (ARCHITECTURE §5.2 and §5.3, SECRET-MANAGER §10).</summary>
internal static class CaptureDecision
{
    /// <summary>Whether an earlier snapshot's value would be used for a version.</summary>
    public static bool CanUseKnownValue(Secret secret, SecretVersion version) =>
        secret.DeletionRequestedAt is null && !VersionStatus.IsDeleted(version) && !VersionStatus.IsScheduled(version);

    /// <summary>Decides.</summary>
    /// <param name="secret">The secret.</param>
    /// <param name="version">The version.</param>
    /// <param name="known">Its value in an earlier snapshot, or null.</param>
    /// <param name="includeSingleAccess">Whether the caller accepts that reading destroys values.</param>
    public static PlannedVersion Decide(Secret secret, SecretVersion version, KnownVersion? known, bool includeSingleAccess)
    {
        PlannedVersion planned = Choose(secret, version, known, includeSingleAccess);
        return planned with { HasNoEarlierValue = known is null && CanUseKnownValue(secret, version) };
    }

    private static PlannedVersion Choose(Secret secret, SecretVersion version, KnownVersion? known, bool includeSingleAccess)
    {
        bool singleAccess = SingleAccess.Applies(secret.EphemeralPolicy, version.EphemeralProperties);
        string obstacle = FindObstacle(secret, version);
        if (!CanUseKnownValue(secret, version))
        {
            return new PlannedVersion(version, BackupAction.MetadataOnly, obstacle) { IsSingleAccess = singleAccess };
        }

        if (known is not null)
        {
            return obstacle.Length == 0
                ? new PlannedVersion(version, BackupAction.Reuse, "") { Known = known, IsSingleAccess = singleAccess }
                : new PlannedVersion(version, BackupAction.CarryForward, obstacle) { Known = known, IsSingleAccess = singleAccess };
        }

        if (obstacle.Length > 0)
        {
            return new PlannedVersion(version, BackupAction.MetadataOnly, $"{obstacle}, and no earlier snapshot holds its value") { IsSingleAccess = singleAccess };
        }

        return singleAccess switch
        {
            true when !includeSingleAccess => new PlannedVersion(version, BackupAction.MetadataOnly, "one access would consume it") { IsSingleAccess = true },
            true => new PlannedVersion(version, BackupAction.Read, "reading consumes it at the source, as requested") { IsSingleAccess = true },
            false => new PlannedVersion(version, BackupAction.Read, ""),
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
            VersionStatus.Disabled => "the version is disabled",
            _ => "the version's status is not one that can be read",
        };
    }
}
