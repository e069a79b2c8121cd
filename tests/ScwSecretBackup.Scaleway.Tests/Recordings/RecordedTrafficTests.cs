using System.Globalization;
using System.Text.Json;
using ScwSecretBackup.Scaleway.SecretManager;
using ScwSecretBackup.Scaleway.Tests.Hosting;
using Xunit;

namespace ScwSecretBackup.Scaleway.Tests.Recordings;

/// <summary>Every recorded answer of the real service goes through the real client over HTTP.</summary>
public sealed class RecordedTrafficTests
{
    public static TheoryData<string> CassetteNames => [.. Cassette.Names];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Recordings_are_all_there() => Assert.Equal(14, CassetteNames.Count);

    [Theory]
    [MemberData(nameof(CassetteNames))]
    public async Task Every_recorded_answer_is_read_field_by_field(string name)
    {
        var checkedAnswers = 0;
        var exchanges = Cassette.Load(name).Where(exchange => exchange.Status != 204).ToList();
        foreach (var exchange in exchanges)
        {
            await using var server = ScriptedServer.Answering(Replay(exchange));
            using var client = TestClient.Create(server);
            await CheckAsync(client, server, exchange);
            checkedAnswers++;
        }

        Assert.NotEqual(0, checkedAnswers);
        Assert.Equal(exchanges.Count, checkedAnswers);
    }

    private static ScriptedAnswer Replay(RecordedExchange exchange) => ScriptedAnswer.Json(exchange.Body, exchange.Status) with
    {
        Headers = [.. exchange.Headers.Where(header => header.Name != "Content-Length")],
    };

    private static async Task CheckAsync(SecretManagerClient client, ScriptedServer server, RecordedExchange exchange)
    {
        var body = JsonElement.Parse(exchange.Body);
        if (exchange.Status >= 400)
        {
            await CheckRefusalAsync(client, exchange, body);
            return;
        }

        switch (exchange.Method, exchange.Segments)
        {
            case ("GET", ["secrets"]):
                var secrets = await client.ListSecretsAsync(new ListSecretsRequest { ProjectId = TestClient.ProjectId }, Token);
                Assert.Equal(body.GetProperty("total_count").GetInt32(), secrets.Count);
                Assert.All(body.GetProperty("secrets").EnumerateArray().Zip(secrets), pair => RecordedFields.AssertEqual(pair.First, pair.Second));
                break;
            case ("GET", ["secrets", var id]):
                RecordedFields.AssertEqual(body, await client.GetSecretAsync(id, Token));
                break;
            case ("GET", ["secrets", var id, "versions"]):
                var versions = await client.ListVersionsAsync(id, Token);
                Assert.Equal(body.GetProperty("total_count").GetInt32(), versions.Count);
                Assert.All(body.GetProperty("versions").EnumerateArray().Reverse().Zip(versions), pair => RecordedFields.AssertEqual(pair.First, pair.Second));
                break;
            case ("GET", ["secrets", var id, "versions", var revision]):
                RecordedFields.AssertEqual(body, await client.GetVersionAsync(id, Number(revision), Token));
                break;
            case ("GET", ["secrets", var id, "versions", var revision, "access"]):
                using (var value = await client.AccessVersionAsync(id, Number(revision), Token))
                {
                    Assert.True(value.Data.Span.SequenceEqual(body.GetProperty("data").GetBytesFromBase64()));
                    Assert.Null(value.DataCrc32);
                }

                break;
            default:
                await CheckWriteAsync(client, server, exchange, body);
                break;
        }
    }

    private static async Task CheckWriteAsync(SecretManagerClient client, ScriptedServer server, RecordedExchange exchange, JsonElement body)
    {
        var request = JsonElement.Parse(exchange.RequestBody);
        switch (exchange.Method, exchange.Segments)
        {
            case ("POST", ["secrets"]):
                RecordedFields.AssertEqual(body, await client.CreateSecretAsync(RecordedRequest.ReadCreateSecret(request), Token));
                break;
            case ("POST", ["secrets", var id, "versions"]):
                RecordedFields.AssertEqual(body, await client.CreateVersionAsync(id, RecordedRequest.ReadCreateVersion(request), Token));
                break;
            case ("POST", ["secrets", var id, "unprotect"]):
                RecordedFields.AssertEqual(body, await client.UnprotectSecretAsync(id, Token));
                break;
            case ("PATCH", ["secrets", var id]):
                RecordedFields.AssertEqual(body, await client.UpdateSecretAsync(id, RecordedRequest.ReadUpdateSecret(request), Token));
                break;
            case ("PATCH", ["secrets", var id, "versions", var revision]):
                var description = request.GetProperty("description").GetString();
                RecordedFields.AssertEqual(body, await client.UpdateVersionAsync(id, Number(revision), description, null, Token));
                break;
            default:
                Assert.Fail($"Nothing checks {exchange.Method} {exchange.Url.AbsolutePath}.");
                break;
        }

        RecordedRequest.AssertSameMeaning(request, server.Requests[0].Json);
    }

    private static async Task CheckRefusalAsync(SecretManagerClient client, RecordedExchange exchange, JsonElement body)
    {
        var exception = await Assert.ThrowsAsync<ScalewayApiException>(() => client.GetSecretAsync(TestClient.SecretId, Token));
        Assert.Equal(exchange.Status, (int)exception.Status);
        Assert.Equal(body.GetProperty("type").GetString(), exception.ErrorType);
        Assert.Equal(exchange.Headers.Single(header => header.Name == "X-Request-Id").Value, exception.RequestId);
        Assert.Equal(body.TryGetProperty("resource_id", out var id) ? id.GetString() : "", exception.ResourceId);
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
