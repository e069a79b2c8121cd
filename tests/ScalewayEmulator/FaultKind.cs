namespace ScalewayEmulator;

/// <summary>What goes wrong with a request.</summary>
public enum FaultKind
{
    /// <summary>429 without body, as the gateway sends it; the service does not see the request.</summary>
    TooManyRequests,

    /// <summary>429 with Retry-After: 1.</summary>
    TooManyRequestsWithRetryAfter,

    /// <summary>500 with the service's body; the request had no effect.</summary>
    InternalError,

    /// <summary>503 of the gateway; the request had no effect.</summary>
    ServiceUnavailable,

    /// <summary>The connection is cut before the service sees the request.</summary>
    ResetBefore,

    /// <summary>The request takes effect, then the connection is cut without an answer.</summary>
    ResetAfter,

    /// <summary>The request takes effect, then the answer is cut in the middle of the body.</summary>
    TruncatedAnswer,

    /// <summary>The request takes effect, then 500 is answered.</summary>
    InternalErrorAfter,

    /// <summary>No answer until the client gives up; the request has no effect.</summary>
    Hang,
}
