namespace ScwSecretBackup.Scaleway.SecretManager;

/// <summary>Lifetime rules of a secret's versions (SECRET-MANAGER §5.4).</summary>
public sealed record EphemeralPolicy
{
    /// <summary>Lifetime in the API's spelling, such as <c>1800s</c>, normalised to no trailing zeros; null for none.</summary>
    public string? TimeToLive { get; init; }

    /// <summary>Whether one access consumes a version.</summary>
    public bool? ExpiresOnceAccessed { get; init; }

    /// <summary>What happens at the end: <c>delete</c> or <c>disable</c>.</summary>
    public string Action { get; init; } = "unknown_action";
}
