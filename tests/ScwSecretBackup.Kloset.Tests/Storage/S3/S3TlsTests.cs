using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using ScwSecretBackup.Kloset.Storage;
using ScwSecretBackup.Kloset.Storage.S3;
using Xunit;

namespace ScwSecretBackup.Kloset.Tests.Storage.S3;

/// <summary>A server whose certificate nobody knows, until its authority is given.</summary>
public sealed class S3TlsTests : IAsyncLifetime
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly X509Certificate2 _certificate = CreateCertificate();
    private Task _serving = Task.CompletedTask;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private S3StorageOptions Options => S3Places.At($"s3+https://localhost:{((IPEndPoint)_listener.LocalEndpoint).Port}/my-bucket") with { MaxRetries = 0 };

    public ValueTask InitializeAsync()
    {
        _listener.Start();
        _serving = ServeAsync();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving;
        _listener.Dispose();
        _certificate.Dispose();
        _stop.Dispose();
    }

    [Fact]
    public async Task Unknown_certificate_is_refused()
    {
        await using S3Storage storage = new(Options);

        KlosetStorageException exception = await Assert.ThrowsAsync<KlosetStorageException>(() => storage.ReadAsync(StorageKey.Config, 100, Cancel));

        Assert.Equal(StorageFailure.Untrusted, exception.Failure);
        Assert.Contains("authority", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Certificate_of_a_given_authority_is_trusted()
    {
        await using S3Storage storage = new(Options with { TrustedRoots = [X509CertificateLoader.LoadCertificate(_certificate.RawData)] });

        Assert.Equal("hello"u8.ToArray(), await storage.ReadAsync(StorageKey.Config, 100, Cancel));
    }

    private static X509Certificate2 CreateCertificate()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=localhost", key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        using X509Certificate2 certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null);
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using TcpClient client = await _listener.AcceptTcpClientAsync(_stop.Token);
                await AnswerAsync(client);
            }
        }
        catch (OperationCanceledException)
        {
            // The test has ended.
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        try
        {
            await using SslStream tls = new(client.GetStream());
            await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _stop.Token);
            using StreamReader reader = new(tls, Encoding.ASCII, leaveOpen: true);
            while (!string.IsNullOrEmpty(await reader.ReadLineAsync(_stop.Token)))
            {
            }

            await tls.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello"u8.ToArray(), _stop.Token);
        }
        catch (Exception exception) when (exception is IOException or System.Security.Authentication.AuthenticationException)
        {
            // The client did not like the certificate.
        }
    }
}
