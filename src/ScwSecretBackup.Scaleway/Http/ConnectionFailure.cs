namespace ScwSecretBackup.Scaleway.Http;

/// <summary>How a try ended without a usable answer.</summary>
internal enum ConnectionFailure
{
    /// <summary>No connection was made: nothing was sent.</summary>
    NeverSent,

    /// <summary>The server's certificate is not trusted: nothing was sent, and trying again doesn't help.</summary>
    Untrusted,

    /// <summary>No complete answer within the limit of one try.</summary>
    TimedOut,

    /// <summary>The connection broke after the request may have been sent.</summary>
    Cut,

    /// <summary>An answer of success that is not what the call returns.</summary>
    Unreadable,

    /// <summary>An answer larger than any genuine one.</summary>
    TooLarge,
}
