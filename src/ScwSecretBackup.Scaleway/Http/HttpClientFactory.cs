using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;
using ScwSecretBackup.Scaleway.Configuration;

namespace ScwSecretBackup.Scaleway.Http;

/// <summary>Sets up the HTTP client: what it may follow, keep and send is kept to what the API needs.</summary>
internal static class HttpClientFactory
{
    /// <summary>Product and version first; IAM conditions may test it, so its shape is stable.</summary>
    public static string UserAgent { get; } = string.Create(
        CultureInfo.InvariantCulture,
        $"ScwSecretBackup/{typeof(HttpClientFactory).Assembly.GetName().Version?.ToString(3)} (.NET {Environment.Version.ToString(2)}; {SystemName}; {RuntimeInformation.OSArchitecture})");

    private static string SystemName =>
        OperatingSystem.IsWindows() ? "Windows" : OperatingSystem.IsMacOS() ? "macOS" : OperatingSystem.IsLinux() ? "Linux" : "other";

    public static HttpClient Create(ScalewaySettings settings)
    {
        var client = new HttpClient(CreateHandler(settings), disposeHandler: true)
        {
            // Each try has its own limit.
            Timeout = Timeout.InfiniteTimeSpan,
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", UserAgent);
        client.DefaultRequestHeaders.TryAddWithoutValidation("Accept", "application/json");
        client.DefaultRequestHeaders.TryAddWithoutValidation("X-Auth-Token", settings.SecretKey.HeaderValue);
        return client;
    }

    private static SocketsHttpHandler CreateHandler(ScalewaySettings settings)
    {
        var handler = new SocketsHttpHandler
        {
            // A redirect would carry the secret key to another host.
            AllowAutoRedirect = false,
            UseCookies = false,

            // A loopback address may be plain HTTP; a proxy would see the key.
            UseProxy = !settings.ApiUrl.IsLoopback,

            // Follows changes of the address in DNS.
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
        if (settings.Insecure)
        {
            TrustAnyCertificate(handler);
        }

        return handler;
    }

    [SuppressMessage("Security", "CA5359:Do not disable certificate validation", Justification = "The user asked for it: SCW_INSECURE, as in the official tools.")]
    private static void TrustAnyCertificate(SocketsHttpHandler handler) =>
        handler.SslOptions.RemoteCertificateValidationCallback = static (_, _, _, _) => true;
}
