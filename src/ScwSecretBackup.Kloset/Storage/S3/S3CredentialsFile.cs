using Amazon.Runtime.CredentialManagement;

namespace ScwSecretBackup.Kloset.Storage.S3;

/// <summary>The credentials file that the AWS tools share.</summary>
public static class S3CredentialsFile
{
    /// <summary>The key of a profile; null when there is no such profile or it holds no key of its own.</summary>
    /// <param name="profile">Name of the profile; null or empty for the default one.</param>
    /// <param name="path">The file; null or empty for the usual place.</param>
    public static S3Credentials? Find(string? profile, string? path)
    {
        CredentialProfileStoreChain chain = new(string.IsNullOrEmpty(path) ? null : path);
        if (!chain.TryGetProfile(string.IsNullOrEmpty(profile) ? SharedCredentialsFile.DefaultProfileName : profile, out CredentialProfile found)
            || found.Options is not { AccessKey.Length: > 0, SecretKey.Length: > 0 } options)
        {
            return null;
        }

        return new S3Credentials(options.AccessKey, options.SecretKey, string.IsNullOrEmpty(options.Token) ? null : options.Token);
    }
}
