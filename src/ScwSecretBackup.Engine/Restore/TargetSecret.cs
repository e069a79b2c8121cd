using ScwSecretBackup.Engine.Versions;
using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Engine.Restore;

/// <summary>The destination's secret while it is being written.</summary>
internal sealed class TargetSecret
{
    private readonly Secret _secret;

    /// <summary>Starts from what is known of the secret.</summary>
    public TargetSecret(Secret secret, IEnumerable<int> revisions)
    {
        _secret = secret;
        Revisions = [.. revisions];
    }

    /// <summary>Id.</summary>
    public string Id => _secret.Id;

    /// <summary>Versions that are accounted for: every other one appeared meanwhile.</summary>
    public HashSet<int> Revisions { get; }

    /// <summary>Whether the key may read values of this secret, as far as was tried.</summary>
    public bool MayRead { get; set; } = true;

    /// <summary>Whether a version may be read without destroying it.</summary>
    public bool IsReadable(SecretVersion version) =>
        MayRead && version.Status == VersionStatus.Enabled && !SingleAccess.Applies(_secret.EphemeralPolicy, version.EphemeralProperties);
}
