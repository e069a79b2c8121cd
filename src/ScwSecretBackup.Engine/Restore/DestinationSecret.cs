using ScwSecretBackup.Engine.Versions;
using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Engine.Restore;

/// <summary>A secret of the destination with its versions.</summary>
/// <param name="Secret">The secret.</param>
/// <param name="Versions">All its versions in ascending order.</param>
internal sealed record DestinationSecret(Secret Secret, IReadOnlyList<SecretVersion> Versions)
{
    /// <summary>The versions that count as present: those that are or wait to be deleted do not.</summary>
    public IReadOnlyList<SecretVersion> Present { get; } =
        [.. Versions.Where(version => !VersionStatus.IsDeleted(version) && !VersionStatus.IsScheduled(version))];

    /// <summary>Versions that use up the quota.</summary>
    public int QuotaUsed { get; } = Versions.Count(version => !VersionStatus.IsDeleted(version));

    /// <summary>Numbers of all versions.</summary>
    public IReadOnlySet<int> Revisions { get; } = Versions.Select(version => version.Revision).ToHashSet();

    /// <summary>Whether a version can be read without destroying it.</summary>
    public bool IsReadable(SecretVersion version) =>
        version.Status == VersionStatus.Enabled
        && !VersionStatus.IsLocked(Secret)
        && !SingleAccess.Applies(Secret.EphemeralPolicy, version.EphemeralProperties);
}
