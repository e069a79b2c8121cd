using System.Management.Automation;
using ScwSecretBackup.Kloset.Storage.S3;
using ScwSecretBackup.Scaleway.Configuration;

namespace ScwSecretBackup.Infrastructure;

/// <summary>
/// Finds the key for an S3 service: the parameter, the AWS variables, and on Scaleway's own service what leads to a Scaleway API key, which is
/// an S3 key too; last the profile of the AWS credentials file.
/// </summary>
internal static class S3Keys
{
    private const string ScalewayDomain = ".scw.cloud";

    /// <summary>The key, or null when there is none.</summary>
    /// <exception cref="ScalewayConfigurationException">The Scaleway variables or the profile are malformed.</exception>
    public static S3Credentials? Find(PSCredential? credential, S3Address address, Func<string, string?> environment)
    {
        if (credential is not null)
        {
            return new S3Credentials(credential.UserName, credential.GetNetworkCredential().Password);
        }

        return FromVariables(environment)
            ?? (address.Endpoint.Host.EndsWith(ScalewayDomain, StringComparison.OrdinalIgnoreCase) ? FromScaleway(environment) : null)
            ?? S3CredentialsFile.Find(environment("AWS_PROFILE"), environment("AWS_SHARED_CREDENTIALS_FILE"));
    }

    private static S3Credentials? FromVariables(Func<string, string?> environment) =>
        environment("AWS_ACCESS_KEY_ID") is { Length: > 0 } accessKey && environment("AWS_SECRET_ACCESS_KEY") is { Length: > 0 } secretKey
            ? new S3Credentials(accessKey, secretKey, environment("AWS_SESSION_TOKEN") is { Length: > 0 } token ? token : null)
            : null;

    private static S3Credentials? FromScaleway(Func<string, string?> environment) =>
        ScalewayConfiguration.FindKeys(environment) is { AccessKey.Length: > 0 } keys ? new S3Credentials(keys.AccessKey, keys.SecretKey.Reveal()) : null;
}
