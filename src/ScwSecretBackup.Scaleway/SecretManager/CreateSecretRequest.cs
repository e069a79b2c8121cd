namespace ScwSecretBackup.Scaleway.SecretManager;

/// <summary>Body of "create secret" (SECRET-MANAGER §4.2).</summary>
public sealed record CreateSecretRequest
{
    /// <summary>Project to create in.</summary>
    public required string ProjectId { get; init; }

    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>Folder.</summary>
    public string Path { get; init; } = "/";

    /// <summary>Type; immutable.</summary>
    public string Type { get; init; } = "opaque";

    /// <summary>Tags.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Description.</summary>
    public string? Description { get; init; }

    /// <summary>Protected from the start.</summary>
    public bool Protected { get; init; }

    /// <summary>Lifetime rules; only possible here.</summary>
    public EphemeralPolicy? EphemeralPolicy { get; init; }

    /// <summary>Key Manager key of the same region; only possible here.</summary>
    public string? KeyId { get; init; }
}
