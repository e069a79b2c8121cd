namespace ScwSecretBackup.Scaleway.SecretManager;

/// <summary>Lifetime of one version (SECRET-MANAGER §3.2).</summary>
public sealed record EphemeralProperties
{
    /// <summary>Expiry, or null.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Whether one access consumes the version.</summary>
    public bool? ExpiresOnceAccessed { get; init; }

    /// <summary>What happens at the end: <c>delete</c> or <c>disable</c>.</summary>
    public string Action { get; init; } = "unknown_action";
}
