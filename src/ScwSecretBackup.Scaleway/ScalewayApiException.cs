using System.Net;

namespace ScwSecretBackup.Scaleway;

/// <summary>The service refused a call (SECRET-MANAGER §8.1).</summary>
public sealed class ScalewayApiException : ScalewayException
{
    /// <summary>Creates the error; <paramref name="message"/> holds no part of a payload.</summary>
    public ScalewayApiException(HttpStatusCode status, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        Status = status;
    }

    /// <summary>HTTP status.</summary>
    public HttpStatusCode Status { get; }

    /// <summary>The <c>type</c> of the error body, such as <c>permissions_denied</c>, or empty.</summary>
    public string ErrorType { get; init; } = "";

    /// <summary>Resource kind the service names, or empty.</summary>
    public string Resource { get; init; } = "";

    /// <summary>Resource id the service names, or empty.</summary>
    public string ResourceId { get; init; } = "";

    /// <summary>The service's id of the request, for its support.</summary>
    public string RequestId { get; init; } = "";

    /// <summary>Arguments the service refused, resources and actions it denied, or quotas it found used up.</summary>
    public IReadOnlyList<ScalewayErrorDetail> Details { get; init; } = [];

    /// <summary>How long the service asks to wait before the next try, if it does.</summary>
    internal TimeSpan? RetryAfter { get; init; }

    /// <summary>A 404 that may pass, because what it misses was created just now.</summary>
    internal bool MayAppearSoon { get; init; }

    /// <summary>The key lacks a permission (and not: a quota is used up, which is 403 too).</summary>
    public bool IsPermissionDenied => Status == HttpStatusCode.Forbidden && !IsQuotaExceeded && !IsAuthenticationDenied;

    /// <summary>A quota is used up.</summary>
    public bool IsQuotaExceeded => ErrorType == "quotas_exceeded";

    /// <summary>The key is unknown, expired or malformed.</summary>
    public bool IsAuthenticationDenied => Status == HttpStatusCode.Unauthorized || ErrorType == "denied_authentication";

    /// <summary>The resource does not exist.</summary>
    public bool IsNotFound => Status == HttpStatusCode.NotFound || ErrorType == "not_found";

    /// <summary>A live secret has the same folder and name (SECRET-MANAGER §1, point 4).</summary>
    public bool IsNameTaken => ErrorType == "already_exists" || Details.Any(detail =>
        detail.Name == "name"
        && (detail.HelpMessage.Contains("same secret name", StringComparison.OrdinalIgnoreCase)
            || detail.HelpMessage.Contains("already", StringComparison.OrdinalIgnoreCase)));
}
