namespace ScwSecretBackup.Scaleway.SecretManager.Wire;

/// <summary>Lifetime rules of a secret, in requests and answers.</summary>
internal sealed class WireEphemeralPolicy
{
    public string? TimeToLive { get; set; }

    public bool? ExpiresOnceAccessed { get; set; }

    public string? Action { get; set; }

    public static WireEphemeralPolicy? From(EphemeralPolicy? policy) => policy is null
        ? null
        : new WireEphemeralPolicy
        {
            TimeToLive = policy.TimeToLive is { } lifetime ? ApiDuration.Normalise(lifetime) : null,
            ExpiresOnceAccessed = policy.ExpiresOnceAccessed,
            Action = policy.Action,
        };

    public EphemeralPolicy ToPolicy() => new()
    {
        TimeToLive = string.IsNullOrEmpty(TimeToLive) ? null : ApiDuration.Normalise(TimeToLive),
        ExpiresOnceAccessed = ExpiresOnceAccessed,
        Action = Action ?? "unknown_action",
    };
}
