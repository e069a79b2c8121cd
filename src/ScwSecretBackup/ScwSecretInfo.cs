using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup;

/// <summary>A live secret: metadata only, never a value.</summary>
public sealed class ScwSecretInfo
{
    internal ScwSecretInfo(Secret secret, string region)
    {
        Id = secret.Id;
        Folder = secret.Path;
        Name = secret.Name;
        Type = secret.Type;
        Tags = secret.Tags.ToArray();
        Description = secret.Description ?? "";
        VersionCount = secret.VersionCount;
        Status = secret.Status;
        Protected = secret.Protected;
        TimeToLive = secret.EphemeralPolicy?.TimeToLive;
        SingleAccess = secret.EphemeralPolicy?.ExpiresOnceAccessed ?? false;
        EphemeralAction = secret.EphemeralPolicy?.Action;
        Managed = secret.Managed;
        UsedBy = secret.UsedBy.ToArray();
        KeyId = secret.KeyId;
        CreatedAt = secret.CreatedAt;
        UpdatedAt = secret.UpdatedAt;
        DeletionRequestedAt = secret.DeletionRequestedAt;
        ProjectId = secret.ProjectId;
        Region = secret.Region.Length > 0 ? secret.Region : region;
    }

    /// <summary>Id of the secret.</summary>
    public string Id { get; }

    /// <summary>Folder, such as <c>/prod/db</c>.</summary>
    public string Folder { get; }

    /// <summary>Name without its folder.</summary>
    public string Name { get; }

    /// <summary>Type, such as <c>opaque</c> or <c>key_value</c>.</summary>
    public string Type { get; }

    /// <summary>Tags.</summary>
    public IReadOnlyList<string> Tags { get; }

    /// <summary>Description.</summary>
    public string Description { get; }

    /// <summary>Versions that are enabled, disabled or scheduled for deletion.</summary>
    public int VersionCount { get; }

    /// <summary>Status of the service, such as <c>ready</c> or <c>locked</c>.</summary>
    public string Status { get; }

    /// <summary>Whether the service refuses to delete it.</summary>
    public bool Protected { get; }

    /// <summary>Lifetime of its versions, such as <c>1800s</c>, or null.</summary>
    public string? TimeToLive { get; }

    /// <summary>Whether one access consumes a version.</summary>
    public bool SingleAccess { get; }

    /// <summary>What happens at the end of a version's life: <c>delete</c> or <c>disable</c>.</summary>
    public string? EphemeralAction { get; }

    /// <summary>Whether a Scaleway product manages it.</summary>
    public bool Managed { get; }

    /// <summary>Products that use it.</summary>
    public IReadOnlyList<string> UsedBy { get; }

    /// <summary>Key Manager key that encrypts it, or null for the service's own.</summary>
    public string? KeyId { get; }

    /// <summary>Creation time, UTC.</summary>
    public DateTimeOffset? CreatedAt { get; }

    /// <summary>Last change of the metadata, UTC; new versions do not move it.</summary>
    public DateTimeOffset? UpdatedAt { get; }

    /// <summary>When its deletion was requested, or null.</summary>
    public DateTimeOffset? DeletionRequestedAt { get; }

    /// <summary>Project.</summary>
    public string ProjectId { get; }

    /// <summary>Region.</summary>
    public string Region { get; }

    /// <summary>Folder and name.</summary>
    public override string ToString() => SecretPath.Join(Folder, Name);
}
