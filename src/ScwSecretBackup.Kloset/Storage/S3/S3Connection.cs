using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Amazon.Runtime;
using Amazon.S3;

namespace ScwSecretBackup.Kloset.Storage.S3;

/// <summary>The client of the S3 service and the connections under it.</summary>
internal sealed class S3Connection : HttpClientFactory, IDisposable
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(15);

    // DNS answers change while a session stays open.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    private readonly HttpClient _http;

    public S3Connection(S3StorageOptions options)
    {
        _http = new HttpClient(new S3AttemptTimeout(options.CreateHandler?.Invoke() ?? CreateHandler(options.TrustedRoots)))
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        Client = new AmazonS3Client(ToSdk(options.Credentials), CreateConfig(options));
    }

    public AmazonS3Client Client { get; }

    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => _http;

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;

    public void Dispose()
    {
        Client.Dispose();
        _http.Dispose();
    }

    private static AWSCredentials ToSdk(S3Credentials credentials) => credentials.SessionToken is { } token
        ? new SessionAWSCredentials(credentials.AccessKey, credentials.SecretKey, token)
        : new BasicAWSCredentials(credentials.AccessKey, credentials.SecretKey);

    private AmazonS3Config CreateConfig(S3StorageOptions options)
    {
        S3Address address = options.Address;
        return new AmazonS3Config
        {
            ServiceURL = address.Endpoint.ToString(),
            UseHttp = address.Endpoint.Scheme == Uri.UriSchemeHttp,
            AuthenticationRegion = options.EffectiveRegion,
            ForcePathStyle = !(options.VirtualHost ?? (address.BucketInHost || S3Region.PrefersVirtualHost(address.Endpoint.Host))),

            // Not every server takes the checksums in trailers that are the SDK's default; signed payloads protect the way, MACs the content.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,

            // Locks carry this machine's time, so a wrong clock must not be papered over.
            DisableClockSkewCorrection = true,
            AllowAutoRedirect = false,
            RetryMode = RequestRetryMode.Standard,
            MaxErrorRetry = options.MaxRetries,
            HttpClientFactory = this,
        };
    }

    private static SocketsHttpHandler CreateHandler(X509Certificate2Collection? trustedRoots)
    {
        SocketsHttpHandler handler = new()
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = ConnectTimeout,
            PooledConnectionLifetime = ConnectionLifetime,
            UseCookies = false,
        };
        if (trustedRoots is not null)
        {
            X509ChainPolicy policy = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.AddRange(trustedRoots);
            handler.SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = policy };
        }

        return handler;
    }
}
