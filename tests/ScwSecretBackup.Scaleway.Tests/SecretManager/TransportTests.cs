using Microsoft.AspNetCore.Server.Kestrel.Core;
using ScwSecretBackup.Scaleway.Http;
using ScwSecretBackup.Scaleway.SecretManager;
using ScwSecretBackup.Scaleway.Tests.Hosting;
using Xunit;

namespace ScwSecretBackup.Scaleway.Tests.SecretManager;

public sealed class TransportTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(HttpProtocols.Http1AndHttp2, "HTTP/2")]
    [InlineData(HttpProtocols.Http1, "HTTP/1.1")]
    public async Task Http_2_is_spoken_when_the_service_offers_it(HttpProtocols offered, string spoken)
    {
        await using var server = await TlsServer.StartAsync(offered, Token);
        using var client = Create(server, insecure: true);

        await client.GetSecretAsync(TestClient.SecretId, Token);

        Assert.Equal([spoken], server.Protocols);
    }

    [Fact]
    public async Task A_certificate_that_is_not_trusted_stops_a_call_before_the_key_is_sent_and_is_not_tried_again()
    {
        await using var server = await TlsServer.StartAsync(HttpProtocols.Http1AndHttp2, Token);
        var calls = new List<ApiCall>();
        using var client = Create(server, insecure: false, calls);

        var exception = await Assert.ThrowsAsync<ScalewayConnectionException>(
            () => client.CreateVersionAsync(TestClient.SecretId, new CreateVersionRequest(new byte[1]), Token));

        Assert.Equal(ConnectionFailure.Untrusted, exception.Failure);
        Assert.False(exception.IsOutcomeUnclear);
        Assert.Contains("certificate is not trusted", exception.Message, StringComparison.Ordinal);
        Assert.Single(calls);
        Assert.Empty(server.Protocols);
    }

    [Fact]
    public async Task A_redirect_is_not_followed_because_the_key_would_go_along()
    {
        await using var elsewhere = ScriptedServer.Answering(ScriptedAnswer.Json(TestClient.SecretJson));
        await using var server = ScriptedServer.Answering(ScriptedAnswer.Json("", 307, ("Location", elsewhere.BaseUrl.ToString())));
        using var client = TestClient.Create(server);

        var exception = await Assert.ThrowsAsync<ScalewayApiException>(() => client.GetSecretAsync(TestClient.SecretId, Token));

        Assert.Equal(307, (int)exception.Status);
        Assert.Empty(elsewhere.Requests);
    }

    [Fact]
    public async Task An_address_with_a_path_of_its_own_is_kept()
    {
        await using var server = ScriptedServer.Answering(ScriptedAnswer.Json(TestClient.SecretJson));
        using var client = TestClient.Create(new Uri(server.BaseUrl, "/proxy/scaleway/"));

        await client.GetSecretAsync(TestClient.SecretId, Token);

        Assert.Equal($"/proxy/scaleway/secret-manager/v1beta1/regions/fr-par/secrets/{TestClient.SecretId}", server.Requests[0].Target);
    }

    [Fact]
    public async Task Nothing_is_sent_before_the_first_call()
    {
        await using var server = ScriptedServer.Answering(ScriptedAnswer.Json(TestClient.SecretJson));
        var client = TestClient.Create(server);

        client.Dispose();

        Assert.Empty(server.Requests);
        Assert.Equal("fr-par", client.Region);
    }

    private static SecretManagerClient Create(TlsServer server, bool insecure, List<ApiCall>? calls = null) => new(
        TestClient.Settings(server.BaseUrl) with { Insecure = insecure },
        new SecretManagerClientOptions { RequestTimeout = TestClient.RequestTimeout, OnCall = call => calls?.Add(call) },
        new InstantTimeProvider());
}
