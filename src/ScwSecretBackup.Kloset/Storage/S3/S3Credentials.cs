namespace ScwSecretBackup.Kloset.Storage.S3;

/// <summary>A key of an S3 service.</summary>
/// <param name="AccessKey">Its public part.</param>
/// <param name="SecretKey">Its secret part; <see cref="ToString"/> does not show it.</param>
/// <param name="SessionToken">Token of temporary credentials, or null.</param>
public sealed record S3Credentials(string AccessKey, string SecretKey, string? SessionToken = null)
{
    /// <summary>The access key.</summary>
    public override string ToString() => AccessKey;
}
