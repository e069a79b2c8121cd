using System.Globalization;
using System.Text;
using System.Text.Json;
using CsCheck;
using ScwSecretBackup.Scaleway.Http;
using ScwSecretBackup.Scaleway.SecretManager;
using ScwSecretBackup.Scaleway.SecretManager.Wire;
using ScwSecretBackup.Scaleway.Tests.Hosting;
using Xunit;

namespace ScwSecretBackup.Scaleway.Tests.SecretManager;

public sealed class WireFormatTests
{
    private static readonly DateTimeOffset Second = new(2026, 7, 3, 15, 27, 54, TimeSpan.Zero);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("1800.000000000s", "1800s")]
    [InlineData("1800s", "1800s")]
    [InlineData("90.500s", "90.5s")]
    [InlineData("0090s", "90s")]
    [InlineData("0s", "0s")]
    [InlineData("0.000s", "0s")]
    [InlineData("1.s", "1s")]
    [InlineData("P1D", "P1D")]
    [InlineData("-5s", "-5s")]
    [InlineData("", "")]
    public void A_duration_has_one_spelling(string given, string expected) => Assert.Equal(expected, ApiDuration.Normalise(given));

    [Fact]
    public void Every_spelling_of_a_duration_keeps_its_value_and_normalises_the_same() =>
        Gen.Select(Gen.Long[0, 400L * 24 * 3600], Gen.Int[0, 999_999_999], Gen.Int[0, 5]).Sample((seconds, nanoseconds, zeros) =>
        {
            var value = seconds + (nanoseconds / 1_000_000_000m);
            var spelling = $"{new string('0', zeros)}{seconds}.{nanoseconds:D9}{new string('0', zeros)}s";
            var normal = ApiDuration.Normalise(spelling);
            return decimal.Parse(normal.TrimEnd('s'), CultureInfo.InvariantCulture) == value
                && ApiDuration.Normalise(normal) == normal
                && !normal.EndsWith(".s", StringComparison.Ordinal)
                && (nanoseconds == 0) == !normal.Contains('.', StringComparison.Ordinal);
        });

    [Fact]
    public void Timestamps_are_read_with_any_number_of_decimals() => Gen.Select(Gen.Int[0, 9], Gen.Int[0, 999_999_999]).Sample((digits, nanoseconds) =>
    {
        var fraction = nanoseconds.ToString("D9", CultureInfo.InvariantCulture)[..digits];
        var text = digits == 0 ? "2026-07-03T15:27:54Z" : $"2026-07-03T15:27:54.{fraction}Z";
        var ticks = long.Parse(fraction.PadRight(7, '0')[..7], CultureInfo.InvariantCulture);
        return ReadCreatedAt($"\"{text}\"") == Second.AddTicks(ticks);
    });

    [Theory]
    [InlineData("null")]
    [InlineData("\"\"")]
    public void A_missing_timestamp_is_none(string json) => Assert.Null(ReadCreatedAt(json));

    [Fact]
    public void A_timestamp_with_another_offset_is_the_same_moment() => Assert.Equal(Second, ReadCreatedAt("\"2026-07-03T17:27:54+02:00\""));

    [Theory]
    [InlineData("\"2026-07-03T15:27:54\"")]
    [InlineData("\"2026-07-03\"")]
    [InlineData("\"yesterday\"")]
    [InlineData("1783092474")]
    public void A_timestamp_without_a_certain_moment_is_unreadable(string json) =>
        Assert.Throws<UnreadableAnswerException>(() => ReadCreatedAt(json));

    [Fact]
    public void Only_what_identifies_a_secret_must_be_there()
    {
        var secret = ReadSecret($$"""{"id":"{{TestClient.SecretId}}","project_id":"p","name":"n"}""");

        Assert.Equal(("/", "opaque", 0, "", false), (secret.Path, secret.Type, secret.VersionCount, secret.Region, secret.Protected));
        Assert.Empty(secret.Tags);
        Assert.Empty(secret.UsedBy);
        Assert.Null(secret.AdditionalFields);
    }

    [Fact]
    public void Null_stands_for_missing_in_every_field()
    {
        var secret = ReadSecret(
            $$"""{"id":"{{TestClient.SecretId}}","project_id":"p","name":"n","status":null,"created_at":null,"updated_at":null,"tags":null,"version_count":null,"description":null,"managed":null,"type":null,"protected":null,"path":null,"ephemeral_policy":null,"used_by":null,"deletion_requested_at":null,"key_id":null,"region":null}""");

        Assert.Equal(("/", "opaque", 0, "", ""), (secret.Path, secret.Type, secret.VersionCount, secret.Region, secret.Status));
    }

    [Fact]
    public void Unknown_fields_and_values_are_kept_and_numbers_may_be_text()
    {
        var secret = ReadSecret(
            $$"""{"id":"{{TestClient.SecretId}}","project_id":"p","name":"n","version_count":"3","type":"quantum","status":"melting","used_by":["new_product"],"rotation":{"every":"7d"} }""");

        Assert.Equal((3, "quantum", "melting"), (secret.VersionCount, secret.Type, secret.Status));
        Assert.Equal(["new_product"], secret.UsedBy);
        Assert.Equal("""{"every":"7d"}""", secret.AdditionalFields!["rotation"].GetRawText());
    }

    [Theory]
    [InlineData("""{"project_id":"p","name":"n"}""")]
    [InlineData("""{"id":"../../../v2","project_id":"p","name":"n"}""")]
    [InlineData("""{"id":"6da2f4bd-2fd8-4342-9e3a-1e31fd4ddae9","name":"n"}""")]
    [InlineData("""{"id":"6da2f4bd-2fd8-4342-9e3a-1e31fd4ddae9","project_id":"p"}""")]
    [InlineData("""{"id":"6da2f4bd-2fd8-4342-9e3a-1e31fd4ddae9","project_id":"p","name":"n","tags":"x"}""")]
    [InlineData("""{"id":"6da2f4bd-2fd8-4342-9e3a-1e31fd4ddae9","project_id":"p","name":"\ud800"}""")]
    [InlineData("null")]
    [InlineData("[[[[[[[[[[")]
    [InlineData("<html></html>")]
    public void A_secret_that_can_not_be_addressed_or_read_is_unreadable(string json) =>
        Assert.Throws<UnreadableAnswerException>(() => ReadSecret(json));

    [Fact]
    public void Deep_nesting_of_an_answer_is_unreadable() =>
        Assert.Throws<UnreadableAnswerException>(() => ReadSecret("{\"x\":" + new string('[', 100_000)));

    [Fact]
    public async Task A_new_secret_is_sent_with_everything_that_can_only_be_given_once()
    {
        await using var server = ScriptedServer.Answering(ScriptedAnswer.Json(TestClient.SecretJson));
        using var client = TestClient.Create(server);

        await client.CreateSecretAsync(
            new CreateSecretRequest
            {
                ProjectId = TestClient.ProjectId,
                Name = "n",
                Path = "/a",
                Type = "key_value",
                Tags = ["b", "ä", "b"],
                Description = "d",
                KeyId = "k",
                EphemeralPolicy = new EphemeralPolicy { TimeToLive = "1800.000000000s", ExpiresOnceAccessed = true, Action = "delete" },
            },
            Token);

        var sent = Assert.Single(server.Requests);
        Assert.Equal(("POST", "/secrets", ""), (sent.Method, sent.Path, sent.Query));
        AssertJson(
            $$"""{"project_id":"{{TestClient.ProjectId}}","name":"n","path":"/a","type":"key_value","tags":["b","ä","b"],"description":"d","protected":false,"ephemeral_policy":{"time_to_live":"1800s","expires_once_accessed":true,"action":"delete"},"key_id":"k"}""",
            sent.Json);
    }

    [Fact]
    public async Task An_update_sends_only_what_changes()
    {
        await using var server = new ScriptedServer((request, _) => ScriptedAnswer.Json(
            request.Path.EndsWith("/versions/1", StringComparison.Ordinal) ? TestClient.VersionJson : TestClient.SecretJson));
        using var client = TestClient.Create(server);

        await client.UpdateSecretAsync(TestClient.SecretId, new UpdateSecretRequest { Tags = [] }, Token);
        await client.UpdateSecretAsync(TestClient.SecretId, new UpdateSecretRequest { Description = "" }, Token);
        await client.UpdateVersionAsync(TestClient.SecretId, 1, null, new EphemeralProperties { ExpiresAt = Second.AddTicks(1230), Action = "disable" }, Token);

        AssertJson("""{"tags":[]}""", server.Requests[0].Json);
        AssertJson("""{"description":""}""", server.Requests[1].Json);
        AssertJson("""{"ephemeral_properties":{"expires_at":"2026-07-03T15:27:54.000123Z","action":"disable"}}""", server.Requests[2].Json);
        Assert.All(server.Requests, request => Assert.Equal("PATCH", request.Method));
    }

    [Fact]
    public async Task Actions_send_an_empty_object_to_their_own_address()
    {
        await using var server = new ScriptedServer((request, _) => ScriptedAnswer.Json(
            request.Path.Contains("/versions/", StringComparison.Ordinal) ? TestClient.VersionJson : TestClient.SecretJson));
        using var client = TestClient.Create(server);

        await client.EnableVersionAsync(TestClient.SecretId, 1, Token);
        await client.DisableVersionAsync(TestClient.SecretId, 1, Token);
        await client.RestoreVersionAsync(TestClient.SecretId, 1, Token);
        await client.ProtectSecretAsync(TestClient.SecretId, Token);
        await client.UnprotectSecretAsync(TestClient.SecretId, Token);
        await client.RestoreSecretAsync(TestClient.SecretId, Token);

        Assert.Equal(
            [
                $"POST /secrets/{TestClient.SecretId}/versions/1/enable {{}}", $"POST /secrets/{TestClient.SecretId}/versions/1/disable {{}}",
                $"POST /secrets/{TestClient.SecretId}/versions/1/restore {{}}", $"POST /secrets/{TestClient.SecretId}/protect {{}}",
                $"POST /secrets/{TestClient.SecretId}/unprotect {{}}", $"POST /secrets/{TestClient.SecretId}/restore {{}}",
            ],
            server.Requests.Select(request => $"{request.Method} {request.Path} {request.Text}"));
    }

    [Fact]
    public async Task Every_request_carries_the_key_and_a_stable_user_agent()
    {
        await using var server = ScriptedServer.Answering(ScriptedAnswer.Json(TestClient.SecretJson));
        using var client = TestClient.Create(server);

        await client.GetSecretAsync(TestClient.SecretId, Token);

        var headers = server.Requests[0].Headers;
        Assert.Equal(TestClient.SecretKeyText, headers["X-Auth-Token"]);
        Assert.Matches(@"^ScwSecretBackup/\d+\.\d+\.\d+ \(\.NET \d+\.\d+; \w+; \w+\)$", headers["User-Agent"]);
        Assert.False(headers.ContainsKey("Authorization"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("x/../y")]
    [InlineData("6da2f4bd-2fd8-4342-9e3a-1e31fd4ddae9/versions")]
    [InlineData("6da2f4bd-2fd8-4342-9e3a-1e31fd4ddae9\n")]
    public async Task An_id_that_would_lead_elsewhere_is_refused_before_any_request(string secretId)
    {
        await using var server = ScriptedServer.Answering(ScriptedAnswer.Json(TestClient.SecretJson));
        using var client = TestClient.Create(server);

        await Assert.ThrowsAsync<ArgumentException>(async () => await client.GetSecretAsync(secretId, Token));
        await Assert.ThrowsAsync<ArgumentException>(async () => await client.AccessVersionAsync(secretId, 1, Token));
        await Assert.ThrowsAsync<ArgumentException>(async () => await client.ListSecretsAsync(new ListSecretsRequest { ProjectId = secretId }, Token));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await client.GetVersionAsync(TestClient.SecretId, 0, Token));

        Assert.Empty(server.Requests);
    }

    private static void AssertJson(string expected, JsonElement actual) =>
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(expected), actual), $"Sent: {actual.GetRawText()}");

    private static DateTimeOffset? ReadCreatedAt(string json) =>
        ReadSecret($$"""{"id":"{{TestClient.SecretId}}","project_id":"p","name":"n","created_at":{{json}}}""").CreatedAt;

    private static Secret ReadSecret(string json) => WireJson.Parse(Encoding.UTF8.GetBytes(json), WireJsonContext.Default.WireSecret).ToSecret();
}
