using System.Globalization;
using ScwSecretBackup.Engine.Snapshots;
using ScwSecretBackup.Engine.Versions;
using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Engine.Restore;

/// <summary>What of a secret can't come back, as far as the snapshot tells (SECRET-MANAGER §11).</summary>
internal static class LostFields
{
    /// <summary>Lists the losses of restoring a secret.</summary>
    public static IReadOnlyList<LostField> Of(SnapshotSecret secret, Secret wanted)
    {
        Secret metadata = secret.Metadata;
        var lost = new List<LostField>();
        foreach (SnapshotVersion version in secret.Versions)
        {
            if (version.ValueEntry is null)
            {
                lost.Add(new LostField(NameOf(version), $"its value is not in the snapshot: {version.Reason}"));
            }
            else if (version.Metadata.Status != RestorableVersions.TargetStatus(version))
            {
                lost.Add(new LostField($"{NameOf(version)} status", $"it was {version.Metadata.Status}; it is restored as disabled"));
            }
        }

        if (metadata.KeyId is not null && wanted.KeyId is null)
        {
            lost.Add(new LostField("key_id", "dropped as requested; the service's own key protects the secret"));
        }

        if (metadata.Managed || metadata.UsedBy.Count > 0)
        {
            lost.Add(new LostField(metadata.Managed ? "managed" : "used_by", "only a Scaleway product can claim a secret; it is restored as a plain one"));
        }

        if (metadata.DeletionRequestedAt is not null)
        {
            lost.Add(new LostField("deletion_requested_at", "the secret was scheduled for deletion when it was backed up; it is restored as a live one"));
        }

        if (VersionStatus.IsLocked(metadata))
        {
            lost.Add(new LostField("status", "only the service can lock a secret"));
        }

        lost.AddRange((metadata.AdditionalFields?.Keys ?? []).Order(StringComparer.Ordinal).Select(name =>
            new LostField(name, "this version of the product does not know how to set it")));
        return lost;
    }

    /// <summary>How results name a version.</summary>
    public static string NameOf(SnapshotVersion version) => string.Create(CultureInfo.InvariantCulture, $"revision {version.Metadata.Revision}");
}
