using System.Globalization;
using ScwSecretBackup.Engine.Layout;
using ScwSecretBackup.Engine.Snapshots;
using ScwSecretBackup.Engine.Versions;
using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Engine.Backup;

/// <summary>Finds what is in a snapshot and needs a second look before it is restored.</summary>
internal static class SnapshotFlags
{
    /// <summary>What there is to say of a secret and of its versions.</summary>
    /// <param name="secret">The secret.</param>
    /// <param name="sharesName">Whether another secret has its folder and name.</param>
    /// <param name="versions">Its versions as they were captured.</param>
    public static IEnumerable<FlaggedItem> Of(Secret secret, bool sharesName, IEnumerable<VersionDocument> versions)
    {
        string products = string.Join(", ", secret.UsedBy);
        if (secret.Managed)
        {
            yield return Flag(secret, 0, products.Length > 0 ? $"managed by a Scaleway product ({products})" : "managed by a Scaleway product");
        }
        else if (products.Length > 0)
        {
            yield return Flag(secret, 0, $"used by Scaleway products ({products})");
        }

        if (sharesName)
        {
            yield return Flag(secret, 0, "another secret has the same folder and name");
        }

        foreach (VersionDocument version in versions.Where(version => version.Capture != CaptureState.MetadataOnly))
        {
            EphemeralProperties? properties = version.Metadata.EphemeralProperties;
            if (SingleAccess.Applies(secret.EphemeralPolicy, properties))
            {
                yield return Flag(secret, version.Metadata.Revision, "one access consumes it at the source; the snapshot keeps its value");
            }
            else if (properties?.ExpiresAt is { } expiry)
            {
                yield return Flag(secret, version.Metadata.Revision, string.Create(CultureInfo.InvariantCulture, $"it expires at {expiry.UtcDateTime:yyyy-MM-dd HH:mm} UTC; the snapshot keeps its value"));
            }
        }
    }

    private static FlaggedItem Flag(Secret secret, int revision, string note) => new(secret.Path, secret.Name, revision, note);
}
