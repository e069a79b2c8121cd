namespace ScwSecretBackup.Scaleway.SecretManager;

/// <summary>Behaviour of a client.</summary>
public sealed record SecretManagerClientOptions
{
    /// <summary>Calls that may be under way at once; lowered while the service answers 429.</summary>
    public int MaxConcurrency { get; init; } = 8;

    /// <summary>Limit for one try of one request.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Tries after the first one.</summary>
    public int MaxRetries { get; init; } = 8;

    /// <summary>First delay of the exponential back-off; tests lower it.</summary>
    public TimeSpan BaseDelay { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Longest delay of the back-off.</summary>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Called for every answered or failed try; for debug output and counting. Must be fast and thread-safe.</summary>
    public Action<ApiCall>? OnCall { get; init; }

    /// <summary>Called when a request is about to be sent again, for those who wonder why it takes so long. Must be fast and thread-safe.</summary>
    public Action<ApiRetry>? OnRetry { get; init; }
}
