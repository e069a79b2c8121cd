namespace ScwSecretBackup.Scaleway.SecretManager;

/// <summary>One try of one request, for logs: no header, no query, no body.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Path below the regional prefix.</param>
/// <param name="Status">Status, or null when no answer came.</param>
/// <param name="Elapsed">Time until the answer was read.</param>
/// <param name="RequestId">The service's id of the request, or empty.</param>
/// <param name="Attempt">0 for the first try.</param>
public sealed record ApiCall(string Method, string Path, int? Status, TimeSpan Elapsed, string RequestId, int Attempt);
