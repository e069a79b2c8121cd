namespace ScwSecretBackup.Scaleway.SecretManager;

/// <summary>A request that is about to be sent again, for logs.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Path below the regional prefix.</param>
/// <param name="Attempt">1 for the first retry.</param>
/// <param name="Waited">Time since the first try.</param>
/// <param name="Failure">How the try before ended; its message names the host and the reason.</param>
public sealed record ApiRetry(string Method, string Path, int Attempt, TimeSpan Waited, ScalewayException Failure);
