using System.Globalization;
using System.Security.Cryptography;
using System.Text;
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

    /// <summary>The versions that wait to be deleted.</summary>
    public IReadOnlyList<SecretVersion> Scheduled { get; } =
        [.. Versions.Where(version => !VersionStatus.IsDeleted(version) && VersionStatus.IsScheduled(version))];

    /// <summary>Versions that use up the quota.</summary>
    public int QuotaUsed { get; } = Versions.Count(version => !VersionStatus.IsDeleted(version));

    /// <summary>Numbers of all versions.</summary>
    public IReadOnlySet<int> Revisions { get; } = Versions.Select(version => version.Revision).ToHashSet();

    /// <summary>Stands for everything of it that a restore looks at, values aside.</summary>
    public string Fingerprint => ComputeFingerprint();

    /// <summary>Whether a version can be read without destroying it.</summary>
    public bool IsReadable(SecretVersion version) =>
        version.Status == VersionStatus.Enabled
        && !VersionStatus.IsLocked(Secret)
        && !SingleAccess.Applies(Secret.EphemeralPolicy, version.EphemeralProperties);

    private string ComputeFingerprint()
    {
        var text = new StringBuilder();
        Append(Secret.Id);
        Append(Secret.Type);
        Append(Secret.Status);
        Append(Secret.Description ?? "");
        Append(Secret.Protected ? "protected" : "");
        Append(Secret.KeyId ?? "");
        Append(Secret.EphemeralPolicy?.ToString() ?? "");
        Append(Secret.DeletionRequestedAt is null ? "live" : "scheduled");
        Append(string.Concat(Secret.Tags.Select(tag => string.Create(CultureInfo.InvariantCulture, $"{tag.Length}:{tag}"))));
        foreach (SecretVersion version in Versions)
        {
            Append(string.Create(CultureInfo.InvariantCulture, $"{version.Revision} {version.Status}"));
            Append(version.Description ?? "");
        }

        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));

        // Lengths keep neighbouring fields from running into each other.
        void Append(string field) => text.Append(CultureInfo.InvariantCulture, $"{field.Length}:{field};");
    }
}
