using ScwSecretBackup.Engine.Snapshots;

namespace ScwSecretBackup;

/// <summary>One version of one secret in a snapshot: metadata only, never a value.</summary>
public sealed class ScwSnapshotItem
{
    internal ScwSnapshotItem(string store, string snapshot, SnapshotSecret secret, SnapshotVersion? version)
    {
        Store = store;
        Snapshot = snapshot;
        SecretId = secret.Metadata.Id;
        Folder = secret.Metadata.Path;
        Name = secret.Metadata.Name;
        Type = secret.Metadata.Type;
        Tags = secret.Metadata.Tags.ToArray();
        Captured = version?.Capture ?? CaptureState.MetadataOnly;
        Reason = version?.Reason ?? (secret.Gap.Length > 0 ? secret.Gap : "The secret has no version.");
        ExpiresAt = version?.Metadata.EphemeralProperties?.ExpiresAt;
        SingleAccess = version?.Metadata.EphemeralProperties?.ExpiresOnceAccessed ?? secret.Metadata.EphemeralPolicy?.ExpiresOnceAccessed ?? false;
        Managed = secret.Metadata.Managed;
        UsedBy = secret.Metadata.UsedBy.ToArray();
        DeletionRequestedAt = version?.Metadata.DeletionRequestedAt ?? secret.Metadata.DeletionRequestedAt;
        Revision = version?.Metadata.Revision ?? 0;
        Status = version?.Metadata.Status ?? "";
        CreatedAt = version?.Metadata.CreatedAt ?? secret.Metadata.CreatedAt;
        Size = version?.Size;
    }

    /// <summary>What a saved copy says of an item: enough to find the version again.</summary>
    internal ScwSnapshotItem(string store, string snapshot, string secretId, string folder, string name, int revision)
    {
        Store = store;
        Snapshot = snapshot;
        SecretId = secretId;
        Folder = folder;
        Name = name;
        Revision = revision;
        Type = Reason = Status = "";
        Tags = UsedBy = [];
    }

    /// <summary>Id of the snapshot, 64 hex digits.</summary>
    public string Snapshot { get; }

    /// <summary>Folder of the secret.</summary>
    public string Folder { get; }

    /// <summary>Name of the secret.</summary>
    public string Name { get; }

    /// <summary>Id the secret had.</summary>
    public string SecretId { get; }

    /// <summary>Type of the secret.</summary>
    public string Type { get; }

    /// <summary>Tags of the secret.</summary>
    public IReadOnlyList<string> Tags { get; }

    /// <summary>Number of the version; 0 stands for a secret without versions.</summary>
    public int Revision { get; }

    /// <summary>Status of the version when it was captured.</summary>
    public string Status { get; }

    /// <summary>Bytes of the value, or null when it is not in the snapshot.</summary>
    public long? Size { get; }

    /// <summary>Creation time of the version, UTC.</summary>
    public DateTimeOffset? CreatedAt { get; }

    /// <summary>How the value got into the snapshot, if it did.</summary>
    public CaptureState Captured { get; }

    /// <summary>Why the value is not there, or empty.</summary>
    public string Reason { get; }

    /// <summary>When the version expires at the source, or null. The value in the snapshot outlives it.</summary>
    public DateTimeOffset? ExpiresAt { get; }

    /// <summary>Whether one access consumes the version at the source.</summary>
    public bool SingleAccess { get; }

    /// <summary>Whether a Scaleway product manages the secret.</summary>
    public bool Managed { get; }

    /// <summary>Products that use the secret.</summary>
    public IReadOnlyList<string> UsedBy { get; }

    /// <summary>When the deletion of the version or of its secret was requested, or null.</summary>
    public DateTimeOffset? DeletionRequestedAt { get; }

    /// <summary>Where the store of the snapshot is.</summary>
    public string Store { get; }

    /// <summary>Folder, name and revision.</summary>
    public override string ToString() => $"{SecretPath.Join(Folder, Name)}@{Revision}";
}
