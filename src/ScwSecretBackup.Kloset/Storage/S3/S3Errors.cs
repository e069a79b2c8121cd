using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using Amazon.Runtime;

namespace ScwSecretBackup.Kloset.Storage.S3;

/// <summary>Turns errors of the S3 service and of the way to it into errors that say what failed, where, and what to do next.</summary>
internal static class S3Errors
{
    /// <summary>Whether the exception is one that the SDK, the network or TLS raises.</summary>
    public static bool IsServiceError(Exception exception) =>
        exception is AmazonServiceException or AmazonClientException or HttpRequestException or IOException or TimeoutException;

    public static bool IsMissing(AmazonServiceException exception) =>
        exception.StatusCode == HttpStatusCode.NotFound && exception.ErrorCode != "NoSuchBucket";

    /// <param name="exception">What was raised.</param>
    /// <param name="action">What was tried, such as "read".</param>
    /// <param name="target">Address of the object or the store.</param>
    /// <param name="address">Where the store is.</param>
    public static KlosetStorageException Translate(Exception exception, string action, string target, S3Address address)
    {
        (StorageFailure failure, string advice) = Find<AmazonServiceException>(exception) is { } answered && answered.StatusCode != 0
            ? ClassifyAnswer(answered, address)
            : ClassifyConnection(exception, address);
        return new KlosetStorageException($"Can't {action} '{target}': {advice}", failure, exception);
    }

    private static (StorageFailure Failure, string Advice) ClassifyAnswer(AmazonServiceException exception, S3Address address) => exception.ErrorCode switch
    {
        "NoSuchBucket" => (StorageFailure.NotFound, $"there is no bucket '{address.Bucket}' at {address.Endpoint.Authority}. Check the name, the region and the endpoint."),
        "InvalidAccessKeyId" => (StorageFailure.CredentialsRejected, "the service does not know the access key. Check it, and that it belongs to this service."),
        "SignatureDoesNotMatch" => (StorageFailure.CredentialsRejected, "the secret key does not belong to the access key. Check both."),
        "ExpiredToken" or "TokenRefreshRequired" or "InvalidToken" => (StorageFailure.CredentialsRejected, "the temporary credentials have expired. Get new ones."),
        "RequestTimeTooSkewed" or "RequestExpired" => (StorageFailure.ClockSkew,
            "the clock of this machine is more than 15 minutes wrong. Set it; the locks of a store depend on it too."),
        "PermanentRedirect" or "TemporaryRedirect" or "AuthorizationHeaderMalformed" or "IllegalLocationConstraintException" or "InvalidLocationConstraint" or "InvalidRegion" =>
            (StorageFailure.WrongRegion, $"the bucket '{address.Bucket}' is in another region, or the endpoint is another region's. {Own(exception)} Give the endpoint and the region of the bucket."),
        "InvalidObjectState" => (StorageFailure.Archived, "the object is in an archive class and can't be read at once. Restore it to a standard class first."),
        "QuotaExceeded" or "InsufficientStorage" or "QuotaExceededException" => (StorageFailure.NoSpace, "the quota is full. Free some space and try again; the store is as it was."),
        "BucketAlreadyExists" => (StorageFailure.AccessDenied, $"the bucket '{address.Bucket}' belongs to somebody else. Choose another name."),
        "AccessDenied" or "AllAccessDisabled" or "AccountProblem" => (StorageFailure.AccessDenied, Denied(address)),
        _ => ClassifyStatus(exception, address),
    };

    private static (StorageFailure Failure, string Advice) ClassifyStatus(AmazonServiceException exception, S3Address address) => exception.StatusCode switch
    {
        HttpStatusCode.MovedPermanently or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect =>
            (StorageFailure.WrongRegion, $"the bucket '{address.Bucket}' is in another region. Give the endpoint and the region of the bucket."),
        HttpStatusCode.Unauthorized => (StorageFailure.CredentialsRejected, "the service did not accept the credentials. Check the access key and the secret key."),
        HttpStatusCode.Forbidden => (StorageFailure.AccessDenied, Denied(address)),
        HttpStatusCode.NotFound => (StorageFailure.NotFound, "there is no such object. Check the address of the store."),
        HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable =>
            (StorageFailure.Busy, "the service asked to slow down and kept doing so. Wait and try again; the store is as it was."),
        HttpStatusCode.InsufficientStorage => (StorageFailure.NoSpace, "the quota is full. Free some space and try again; the store is as it was."),
        >= HttpStatusCode.InternalServerError => (StorageFailure.Unreachable, $"the service failed. {Own(exception)} Wait and try again; the store is as it was."),
        _ => (StorageFailure.Other, $"{Own(exception)} Check the endpoint, the region and the permissions of the key."),
    };

    private static (StorageFailure Failure, string Advice) ClassifyConnection(Exception exception, S3Address address) => exception switch
    {
        _ when Find<AuthenticationException>(exception) is { } tls =>
            (StorageFailure.Untrusted, $"no secure connection to {address.Endpoint.Authority}. {tls.Message} Give the certificate of its authority, or s3+http:// for a server without TLS."),
        _ when Find<SocketException>(exception) is { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } =>
            (StorageFailure.Unreachable, $"there is no host '{address.Endpoint.Host}'. Check the endpoint in the address, and the network."),
        _ when Find<SocketException>(exception) is { SocketErrorCode: SocketError.ConnectionRefused } =>
            (StorageFailure.Unreachable, $"nothing answers at {address.Endpoint.Authority}. Check the endpoint and its port."),
        _ when Find<TimeoutException>(exception) is not null =>
            (StorageFailure.Unreachable, $"{address.Endpoint.Authority} did not answer in time. Check the network and the proxy, then try again; the store is as it was."),
        _ => (StorageFailure.Unreachable, $"the connection to {address.Endpoint.Authority} failed. {exception.Message} Check the endpoint, whether it speaks TLS, and the network; then try again."),
    };

    private static string Denied(S3Address address) =>
        $"access is denied. The key needs to list the bucket '{address.Bucket}' and to get, put and delete objects in it.";

    private static string Own(AmazonServiceException exception) =>
        string.IsNullOrEmpty(exception.ErrorCode) ? $"It answered {(int)exception.StatusCode}." : $"It answered {(int)exception.StatusCode} {exception.ErrorCode}: {exception.Message.Trim()}";

    private static T? Find<T>(Exception? exception)
        where T : Exception
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is T found)
            {
                return found;
            }
        }

        return null;
    }
}
