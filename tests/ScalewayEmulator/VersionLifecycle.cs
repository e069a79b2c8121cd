using ScalewayEmulator.Rules;

namespace ScalewayEmulator;

/// <summary>What happens to versions without a request: expiry and the end of the waiting time (SECRET-MANAGER §5.4, §5.5).</summary>
internal static class VersionLifecycle
{
    /// <summary>How long secrets and versions can be restored.</summary>
    public static readonly TimeSpan WaitingTime = TimeSpan.FromDays(7);

    public static void Advance(EmulatedSecret secret, DateTimeOffset now)
    {
        foreach (EmulatedVersion version in secret.Versions)
        {
            if (version.Status is VersionStatus.Enabled or VersionStatus.Disabled && version.ExpiresAt <= now)
            {
                Expire(version, version.ExpiresAt.Value);
            }
            else if (version.Status == VersionStatus.ScheduledForDeletion && version.DeletionRequestedAt + WaitingTime <= now)
            {
                Erase(version, version.DeletionRequestedAt!.Value + WaitingTime);
            }
        }
    }

    /// <summary>Applies the action of an ephemeral version whose time has come or that was read.</summary>
    public static void Expire(EmulatedVersion version, DateTimeOffset now)
    {
        if (version.EphemeralAction == "delete")
        {
            Erase(version, now);
        }
        else if (version.Status == VersionStatus.Enabled)
        {
            version.Status = VersionStatus.Disabled;
            version.UpdatedAt = now;
        }
    }

    private static void Erase(EmulatedVersion version, DateTimeOffset now)
    {
        version.Status = VersionStatus.Deleted;
        version.DeletedAt = now;
        version.UpdatedAt = now;
        version.Data = [];
    }
}
