using ScwSecretBackup.Kloset.Storage.S3;
using ScwSecretBackup.Tests.S3;

namespace ScwSecretBackup.Kloset.Tests.Storage.S3;

/// <summary>Places on the S3 server of the tests.</summary>
internal static class S3Places
{
    public static readonly S3Credentials Credentials = new(TestS3Server.AccessKey, TestS3Server.SecretKey);

    /// <summary>A place that nobody uses yet; its bucket does not exist.</summary>
    public static S3StorageOptions New() => At(TestS3Server.NewAddress());

    public static S3StorageOptions At(string address) => new() { Address = S3Address.Parse(address), Credentials = Credentials };
}
