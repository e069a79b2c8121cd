using System.Net;

namespace ScwSecretBackup.Scaleway.Http;

/// <summary>What is known of one try, also when it fails half way.</summary>
internal sealed class TryTrace
{
    /// <summary>Status, or null when no answer came.</summary>
    public HttpStatusCode? Status { get; set; }

    public string RequestId { get; set; } = "";
}
