namespace ScwSecretBackup.Scaleway.SecretManager;

/// <summary>Filters of "list secrets" (SECRET-MANAGER §4.1). Sent with <c>created_at_asc</c> and pages of 100; never with an organization.</summary>
public sealed record ListSecretsRequest
{
    /// <summary>Project to list.</summary>
    public required string ProjectId { get; init; }

    /// <summary>True lists only the secrets scheduled for deletion; false only the live ones.</summary>
    public bool ScheduledForDeletion { get; init; }

    /// <summary>Name filter; whether the API matches exactly is unproven, so the caller compares again.</summary>
    public string? Name { get; init; }

    /// <summary>Folder filter, exact, without trailing slash.</summary>
    public string? Path { get; init; }

    /// <summary>Only secrets with all of these tags.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Only secrets of this type.</summary>
    public string? Type { get; init; }
}
