using ScwSecretBackup.Engine.Snapshots;
using ScwSecretBackup.Engine.Versions;

namespace ScwSecretBackup.Engine.Restore;

/// <summary>Questions about the versions of a secret in a snapshot.</summary>
internal static class RestorableVersions
{
    /// <summary>The versions whose values are in the snapshot, in ascending order.</summary>
    public static IReadOnlyList<SnapshotVersion> Of(SnapshotSecret secret) => [.. secret.Versions.Where(version => version.ValueEntry is not null)];

    /// <summary>
    /// The status a version gets: enabled only if it was; a version that waited for its deletion comes back disabled, which keeps it and keeps it from being read.
    /// </summary>
    public static string TargetStatus(SnapshotVersion version) =>
        version.Metadata.Status == VersionStatus.Enabled && !VersionStatus.IsScheduled(version.Metadata) ? VersionStatus.Enabled : VersionStatus.Disabled;

    /// <summary>Whether a version gets restored as an enabled one.</summary>
    public static bool IsEnabled(SnapshotVersion version) => TargetStatus(version) == VersionStatus.Enabled;

    /// <summary>Whether a secret had versions that could still be used, or may have had some, but none of them is in the snapshot.</summary>
    public static bool LacksEveryValue(SnapshotSecret secret) =>
        Of(secret).Count == 0
        && (secret.Gap.Length > 0
            || secret.Metadata.DeletionRequestedAt is not null
            || secret.Versions.Any(version => !VersionStatus.IsDeleted(version.Metadata) && !VersionStatus.IsScheduled(version.Metadata)));
}
