namespace ScwSecretBackup.Scaleway.SecretManager;

/// <summary>Body of "update secret"; null leaves a field as it is (SECRET-MANAGER §4, endpoint 5).</summary>
public sealed record UpdateSecretRequest
{
    /// <summary>New name.</summary>
    public string? Name { get; init; }

    /// <summary>New folder.</summary>
    public string? Path { get; init; }

    /// <summary>New tags; replaces all.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>New description.</summary>
    public string? Description { get; init; }

    /// <summary>New lifetime rules, where the secret has some.</summary>
    public EphemeralPolicy? EphemeralPolicy { get; init; }
}
