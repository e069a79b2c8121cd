using ScwSecretBackup.Engine.Snapshots;
using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Engine.Restore;

/// <summary>
/// The lifetime of a restored version. A time in the past can't be set: the service might carry out its action at once and destroy what was just
/// restored (SECRET-MANAGER §11).
/// </summary>
internal static class VersionLifetime
{
    /// <summary>Whether the snapshot's version would have expired by now.</summary>
    public static bool HasPassed(SnapshotVersion source, DateTimeOffset now) => source.Metadata.EphemeralProperties?.ExpiresAt <= now;

    /// <summary>What has to be set on a version that inherited or has <paramref name="current"/>, or null for nothing.</summary>
    public static EphemeralProperties? FindChange(SnapshotVersion source, EphemeralProperties? current, DateTimeOffset now)
    {
        if (source.Metadata.EphemeralProperties is not { } wanted)
        {
            return null;
        }

        EphemeralProperties properties = wanted with { ExpiresAt = HasPassed(source, now) ? current?.ExpiresAt : wanted.ExpiresAt };
        bool differs = properties.ExpiresAt != current?.ExpiresAt
            || (properties.ExpiresOnceAccessed ?? false) != (current?.ExpiresOnceAccessed ?? false)
            || properties.Action != current?.Action;
        return differs && (properties.ExpiresAt is not null || properties.ExpiresOnceAccessed == true) ? properties : null;
    }
}
