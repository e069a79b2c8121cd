using System.Management.Automation;

namespace ScwSecretBackup.Tests.Views;

/// <summary>Objects that look like the module's to the views, with long names, as copies from a file or another session do. What is left out is null.</summary>
internal static class ViewSamples
{
    private const string Folder = "/production/webshop/eu/payments";
    private const string Name = "stripe-webhook-signing-secret-of-the-storefront_2026-rotation";
    private const string Project = "6a1c7a52-11f4-4c5e-9d0e-3f6f2f7d5a01";
    private const string Origin = $"fr-par/{Project}";
    private const string Id = "8d2f41c0a97be36512d4c8f09e7ab35d61f0c2e4b8a79d3356e1f4c2a0b8d7e9";
    private const string Store = "/srv/backups/scaleway/production/secrets/store-of-the-security-team";

    private static readonly DateTimeOffset Time = TimeProvider.System.GetUtcNow() - TimeSpan.FromHours(3.5);

    public static IReadOnlyDictionary<string, PSObject[]> All { get; } = new Dictionary<string, PSObject[]>
    {
        ["ScwAccessCheck"] = [Make("ScwAccessCheck", ("Direction", "Destination"), ("PermissionSet", "SecretManagerSecretAccess"), ("Needed", true), ("Granted", "Unknown"), ("Evidence", "The list of secrets was empty, so that nothing could be asked for."))],
        ["ScwBackupPlanItem"] = [Make("ScwBackupPlanItem", ("Action", "EnableAndRead"), ("Folder", Folder), ("Name", Name), ("Revision", 12), ("Reason", "Disabled, and no earlier snapshot holds its value: it is enabled for as long as it takes to read it."))],
        ["ScwBackupResult"] =
        [
            Make("ScwBackupResult", ("SnapshotId", Id), ("Status", "Complete"), ("SecretCount", 12345), ("VersionCount", 123456), ("ValuesRead", 123456), ("ValuesReused", 0), ("Skipped", Array.Empty<object>()), ("BytesAdded", 1047552L), ("Duration", new TimeSpan(0, 59, 59)), ("ExitCode", 0), ("Source", "production")),
            Make("ScwBackupResult", ("SnapshotId", Id), ("Status", "Partial"), ("IsPartial", true), ("SecretCount", 60), ("VersionCount", 113), ("ValuesRead", 104), ("Skipped", new[] { "/a/b@1: disabled", "/a/b@2: denied" }), ("BytesAdded", 1000L), ("Duration", TimeSpan.FromSeconds(3)), ("ExitCode", 1), ("Origin", Origin)),
            Make("ScwBackupResult", ("Status", "Failed"), ("IsPartial", true), ("SecretCount", 0), ("VersionCount", 0), ("ValuesRead", 0), ("ValuesReused", 0), ("Skipped", Array.Empty<object>()), ("BytesAdded", 0L), ("Duration", TimeSpan.FromSeconds(1.26)), ("ExitCode", 77), ("Origin", Origin), ("Error", "The API key is not known, or it has expired.")),
        ],
        ["ScwCheckFinding"] = [Make("ScwCheckFinding", ("Severity", "Error"), ("Target", $"packfiles/8d/{Id}"), ("Lost", new[] { "/a/b@1", "/a/b@2" }), ("Message", $"The packfile {Id} is shorter than its index says: 2 values can't be read."))],
        ["ScwCheckSummary"] = [Make("ScwCheckSummary", ("Passed", false), ("Errors", 12), ("Warnings", 3), ("Snapshots", 1234), ("Values", 1234567), ("Duration", TimeSpan.FromSeconds(75)))],
        ["ScwCopyResult"] = [Make("ScwCopyResult", ("SnapshotId", Id), ("Status", "RemovedFromTarget"), ("Timestamp", Time), ("Origin", Origin), ("BytesWritten", 1047552L))],
        ["ScwDestination"] = [Make("ScwDestination", ("Name", "disaster-recovery-of-production"), ("Region", "nl-ams"), ("ProjectId", Project), ("Environment", "production"))],
        ["ScwDifference"] =
        [
            Make("ScwDifference", ("Kind", "OnlyInSnapshot"), ("Secret", "/a/b"), ("Field", ""), ("SnapshotRevision", 12)),
            Make("ScwDifference", ("Kind", "Value"), ("Secret", "/production/webshop/database"), ("Field", ""), ("Snapshot", ""), ("SnapshotRevision", 12), ("Live", ""), ("LiveRevision", 13)),
            Make("ScwDifference", ("Kind", "Metadata"), ("Secret", $"{Folder}/{Name}"), ("Field", "ephemeral_policy"), ("Snapshot", ""), ("Live", "time_to_live 3600s, expires_once_accessed")),
        ],
        ["ScwFlaggedItem"] = [Make("ScwFlaggedItem", ("Folder", Folder), ("Name", Name), ("Revision", 0), ("Note", "managed by a product: restore it only where that product manages it again"))],
        ["ScwOptimizeResult"] = [Make("ScwOptimizeResult", ("BytesReclaimed", 1047552L), ("BytesMarked", 0L), ("BytesWaiting", 5000L), ("NextRemoval", Time), ("Store", Store))],
        ["ScwRemoveResult"] = [Make("ScwRemoveResult", ("SnapshotId", Id), ("Timestamp", Time), ("Origin", Origin), ("RemovedAt", Time))],
        ["ScwRestorePlan"] = [Make("ScwRestorePlan", ("CreatedAt", Time), ("Snapshot", Id), ("Destination", Origin), ("Creates", 12345), ("Updates", 3), ("Problems", 1))],
        ["ScwRestorePlanItem"] =
        [
            Make("ScwRestorePlanItem", ("Action", "Unchanged"), ("Target", "/a/b"), ("Revisions", Array.Empty<int>()), ("FieldsLost", Array.Empty<object>()), ("Reason", "the destination holds the same")),
            Make("ScwRestorePlanItem", ("Action", "NewVersion"), ("Target", $"{Folder}/{Name}"), ("Revisions", new[] { 1, 2, 3, 5 }), ("FieldsLost", new[] { "key_id: it belongs to another region" }), ("Reason", "completes an interrupted restore")),
        ],
        ["ScwRestoreResult"] =
        [
            Make("ScwRestoreResult", ("Action", "NewVersion"), ("Target", $"{Folder}/{Name}"), ("RevisionMap", new Dictionary<int, int> { [1] = 1, [2] = 2, [3] = 3, [5] = 4, [11] = 12 }), ("Verified", "Read"), ("FieldsLost", new[] { "key_id: it belongs to another region" })),
            Make("ScwRestoreResult", ("Action", "Conflict"), ("Target", "/a/b"), ("RevisionMap", new Dictionary<int, int>()), ("Verified", "None"), ("Error", "The destination has another secret of this name, with other values.")),
        ],
        ["ScwRetentionDecision"] = [Make("ScwRetentionDecision", ("Action", "Delete"), ("Snapshot", Id), ("Timestamp", Time), ("Rule", "wednesday"), ("Bucket", "2026-11-24 18:00"), ("Note", "beyond the 3 that are kept of a day"))],
        ["ScwSecretInfo"] = [Make("ScwSecretInfo", ("Folder", Folder), ("Name", Name), ("Type", "database_credentials"), ("VersionCount", 12), ("Protected", true), ("TimeToLive", "3600s"), ("SingleAccess", true), ("Managed", true), ("KeyId", Project), ("DeletionRequestedAt", Time), ("UpdatedAt", Time))],
        ["ScwSkippedVersion"] = [Make("ScwSkippedVersion", ("Folder", Folder), ("Name", Name), ("Revision", 12), ("IsError", false), ("Reason", "One access consumes it; -IncludeSingleAccess reads it, which destroys it at the source."))],
        ["ScwSnapshot"] = [Make("ScwSnapshot", ("Id", Id), ("ShortId", Id[..8]), ("Timestamp", Time), ("Origin", Origin), ("Environment", "production"), ("SecretCount", 12345), ("IsPartial", true), ("Size", 1047552L), ("Tags", new[] { "nightly", "quickstart" }))],
        ["ScwSnapshotDifference"] = [Make("ScwSnapshotDifference", ("Kind", "OnlyInDifference"), ("Secret", $"{Folder}/{Name}"), ("Field", "description"), ("Reference", "old"), ("Difference", "new"), ("ReferenceRevision", 3), ("DifferenceRevision", 3))],
        ["ScwSnapshotItem"] = [Make("ScwSnapshotItem", ("Folder", Folder), ("Name", Name), ("Revision", 12), ("Status", "scheduled_for_deletion"), ("Size", 65536L), ("Captured", "CarriedForward"), ("ExpiresAt", Time), ("SingleAccess", true), ("Managed", true), ("UsedBy", new[] { "s2s_vpn" }), ("DeletionRequestedAt", Time))],
        ["ScwSource"] = [Make("ScwSource", ("Name", "production"), ("Region", "fr-par"), ("ProjectId", Project), ("Environment", "production"))],
        ["ScwStore"] = [Make("ScwStore", ("Location", Store), ("IsEncrypted", true), ("IsOpen", false), ("CreatedAt", Time))],
        ["ScwStoreInfo"] = [Make("ScwStoreInfo", ("Location", Store), ("Encryption", "Aes256GcmSiv"), ("SnapshotCount", 12345), ("Size", 1099400000000L), ("CreatedAt", Time))],
        ["ScwStoreRegistration"] = [Make("ScwStoreRegistration", ("Name", "vault"), ("Location", Store), ("PassphraseReference", "key file /etc/scw-secret-backup/passphrase"), ("CredentialReference", "profile backup-storage-of-production"))],
    };

    public static PSObject Make(string type, params (string Name, object? Value)[] properties)
    {
        var sample = new PSObject();
        sample.TypeNames.Insert(0, $"Deserialized.ScwSecretBackup.{type}");
        foreach ((string name, object? value) in properties)
        {
            sample.Properties.Add(new PSNoteProperty(name, value));
        }

        return sample;
    }
}
