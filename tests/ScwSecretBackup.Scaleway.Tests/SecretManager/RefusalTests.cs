using System.Net;
using ScwSecretBackup.Scaleway.SecretManager;
using ScwSecretBackup.Scaleway.Tests.Hosting;
using Xunit;

namespace ScwSecretBackup.Scaleway.Tests.SecretManager;

/// <summary>Every row of SECRET-MANAGER §8.1.</summary>
public sealed class RefusalTests
{
    private static readonly SecretManagerClientOptions NoRetries = new() { MaxRetries = 0 };

    public static TheoryData<int, string, string, string, string> Rows => new()
    {
        {
            400, """{"details":[{"argument_name":"project_id","help_message":"value must be a valid UUID","reason":"format"}],"message":"invalid argument(s)","type":"invalid_arguments"}""",
            "invalid_arguments", "project_id|format|value must be a valid UUID", "argument 'project_id' (format): value must be a valid UUID"
        },
        {
            400, """{"details":[{"argument_name":"name","help_message":"cannot have same secret name in same path","reason":"format"}],"message":"invalid argument(s)","type":"invalid_arguments"}""",
            "invalid_arguments", "name|format|cannot have same secret name in same path", "cannot have same secret name in same path"
        },
        {
            401, """{"message":"authentication is denied","method":"api_key","reason":"not_found","type":"denied_authentication"}""",
            "denied_authentication", "api_key|not_found|", "the secret key is not accepted; api_key not_found"
        },
        {
            403, """{"details":[{"action":"list","resource":"secret"}],"message":"insufficient permissions","type":"permissions_denied"}""",
            "permissions_denied", "secret|list|", "the key lacks a permission; 'list' on 'secret'"
        },
        { 403, """{"details":[],"message":"insufficient permissions","type":"permissions_denied"}""", "permissions_denied", "", "the key lacks a permission" },
        {
            403, """{"details":[{"current":25,"quota":25,"resource":"UsrProjectsWidth"}],"message":"quota(s) exceeded for this resource","type":"quotas_exceeded"}""",
            "quotas_exceeded", "UsrProjectsWidth|25|quota 25", "a quota is used up; UsrProjectsWidth has 25 of quota 25"
        },
        { 403, """{"message":"Permission denied"}""", "", "", "Permission denied" },
        {
            404, """{"message":"resource is not found","resource":"secret","resource_id":"11111111-1111-1111-1111-111111111111","type":"not_found"}""",
            "not_found", "", "resource is not found (HTTP 404, not_found, secret 11111111-1111-1111-1111-111111111111"
        },
        {
            409, """{"help_message":"taken","message":"resource already exists","resource":"secret","resource_id":"","type":"already_exists"}""",
            "already_exists", "secret||taken", "resource already exists; secret taken"
        },
        {
            409, """{"current_state":"deleting","message":"resource is in a transient state","resource":"secret","resource_id":"x","type":"transient_state"}""",
            "transient_state", "secret|deleting|", "resource is in a transient state; secret deleting"
        },
        { 409, """{"message":"conflict"}""", "", "", "conflict (HTTP 409" },
        {
            410, """{"expired_since":"2026-01-01T00:00:00Z","message":"resource has expired","resource":"secret","resource_id":"x","type":"expired"}""",
            "expired", "secret|2026-01-01T00:00:00Z|", "resource has expired; secret 2026-01-01T00:00:00Z"
        },
        {
            412, """{"help_message":"cannot delete a protected secret","message":"precondition is not respected","precondition":"protected_resource","type":"precondition_failed"}""",
            "precondition_failed", "protected_resource||cannot delete a protected secret", "protected_resource cannot delete a protected secret"
        },
        { 423, """{"message":"resource is locked","resource":"secret","resource_id":"x","type":"locked"}""", "locked", "", "resource is locked (HTTP 423, locked, secret x" },
        { 429, "", "", "", "too many requests (HTTP 429" },
        { 429, """{"help_message":"slow","limit":{"quota":1,"window_seconds":60},"reset_seconds":3,"message":"too many","type":"too_many_requests"}""", "too_many_requests", "", "too many (HTTP 429" },
        { 429, """{"message":"Server quota exceeded"}""", "", "", "Server quota exceeded" },
        { 500, """{"message":"internal error"}""", "", "", "internal error (HTTP 500" },
        { 500, """{"message":"internal error","type":"server_error"}""", "server_error", "", "internal error (HTTP 500, server_error" },
        { 501, """{"message":"unknown service"}""", "", "", "unknown service (HTTP 501" },
        { 503, """{"message":"upstream request timeout"}""", "", "", "upstream request timeout (HTTP 503" },
        { 503, """{"message":"out of stock","resource":"secret","type":"out_of_stock"}""", "out_of_stock", "", "out of stock (HTTP 503, out_of_stock, secret" },
        { 503, "upstream connect error or disconnect/reset before headers. reset reason: overflow", "", "", "upstream connect error or disconnect/reset before headers" },
        { 502, "<html><body><h1>Bad gateway</h1></body></html>", "", "", "the service failed (HTTP 502" },
        { 403, "<!doctype html><p>blocked</p>", "", "", "permission denied (HTTP 403" },
        { 418, "", "", "", "no reason was given (HTTP 418" },
        { 400, "[1,2]", "", "", "[1,2] (HTTP 400" },
        { 400, """{"type":{},"message":["x"],"details":{"a":1}}""", "", "", "no reason was given (HTTP 400" },
        { 302, "", "", "", "redirect" },
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_refusal_becomes_a_typed_error_with_its_facts(int status, string body, string type, string detail, string message)
    {
        await using var server = ScriptedServer.Answering(ScriptedAnswer.Json(body, status));
        using var client = TestClient.Create(server, options: NoRetries);

        var exception = await Assert.ThrowsAsync<ScalewayApiException>(() => client.GetSecretAsync(TestClient.SecretId, Token));

        Assert.Equal(status, (int)exception.Status);
        Assert.Equal(type, exception.ErrorType);
        Assert.Equal(detail, string.Join(';', exception.Details.Select(item => $"{item.Name}|{item.Reason}|{item.HelpMessage}")));
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
        Assert.StartsWith($"Scaleway refused to read the metadata of secret {TestClient.SecretId}: ", exception.Message, StringComparison.Ordinal);
        Assert.Contains("5a1c3e0e-0000-4000-8000-0000000000aa", exception.Message, StringComparison.Ordinal);
        Assert.Equal("5a1c3e0e-0000-4000-8000-0000000000aa", exception.RequestId);
        Assert.Equal($"GET /secrets/{TestClient.SecretId}", exception.Request);
        Assert.False(exception.IsOutcomeUnclear);
    }

    [Theory]
    [InlineData(400, "cannot have same secret name in same path", true)]
    [InlineData(400, "value does not match the pattern", false)]
    public async Task A_taken_name_is_recognised_by_its_text(int status, string help, bool taken)
    {
        var body = $$"""{"details":[{"argument_name":"name","help_message":"{{help}}","reason":"format"}],"message":"invalid argument(s)","type":"invalid_arguments"}""";

        var exception = await RefuseAsync(status, body);

        Assert.Equal(taken, exception.IsNameTaken);
    }

    [Fact]
    public async Task A_used_up_quota_is_no_missing_permission()
    {
        var exception = await RefuseAsync(403, """{"details":[],"message":"quota(s) exceeded for this resource","type":"quotas_exceeded"}""");

        Assert.True(exception.IsQuotaExceeded);
        Assert.False(exception.IsPermissionDenied);
    }

    [Theory]
    [InlineData("""{"type":"permissions_denied"}""")]
    [InlineData("""{"message":"Permission denied"}""")]
    [InlineData("")]
    public async Task A_403_of_any_other_kind_is_a_missing_permission(string body) =>
        Assert.True((await RefuseAsync(403, body)).IsPermissionDenied);

    [Fact]
    public async Task A_refusal_counts_by_its_status_when_its_body_is_cut()
    {
        await using var server = ScriptedServer.Answering(
            ScriptedAnswer.Json("""{"message":"insufficient permissions"}""", 403) with { Fault = AnswerFault.CutInBody });
        using var client = TestClient.Create(server);

        var exception = await Assert.ThrowsAsync<ScalewayApiException>(() => client.GetSecretAsync(TestClient.SecretId, Token));

        Assert.Equal(HttpStatusCode.Forbidden, exception.Status);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_refusal_with_an_endless_body_counts_by_its_status()
    {
        await using var server = ScriptedServer.Answering(ScriptedAnswer.Json(new string('x', 1_000_000), 404));
        using var client = TestClient.Create(server);

        var exception = await Assert.ThrowsAsync<ScalewayApiException>(() => client.GetSecretAsync(TestClient.SecretId, Token));

        Assert.True(exception.IsNotFound);
        Assert.DoesNotContain("xxx", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_of_the_service_is_cut_and_made_printable()
    {
        var exception = await RefuseAsync(400, $$"""{"message":"line\nbreak\u001b[31m {{new string('y', 5000)}}"}""");

        Assert.Contains("line break [31m yyy", exception.Message, StringComparison.Ordinal);
        Assert.True(exception.Message.Length < 600);
        Assert.DoesNotContain(exception.Message, char.IsControl);
    }

    private static async Task<ScalewayApiException> RefuseAsync(int status, string body)
    {
        await using var server = ScriptedServer.Answering(ScriptedAnswer.Json(body, status));
        using var client = TestClient.Create(server, options: NoRetries);
        var request = new CreateSecretRequest { ProjectId = TestClient.ProjectId, Name = "n" };
        return await Assert.ThrowsAsync<ScalewayApiException>(() => client.CreateSecretAsync(request, Token));
    }

    [Theory]
    [InlineData("""{"message":"insufficient permissions","type":"permissions_denied"}""", true)]
    [InlineData("""{"message":"Permission denied"}""", true)]
    [InlineData("", true)]
    [InlineData("""{"message":"no","type":"forbidden"}""", true)]
    [InlineData("""{"message":"quota(s) exceeded for this resource","type":"quotas_exceeded"}""", false)]
    [InlineData("""{"message":"authentication is denied","type":"denied_authentication"}""", false)]
    public async Task Every_403_but_a_quota_and_a_refused_key_is_a_missing_permission(string body, bool denied)
    {
        await using var server = ScriptedServer.Answering(ScriptedAnswer.Json(body, 403));
        using var client = TestClient.Create(server, options: NoRetries);

        var exception = await Assert.ThrowsAsync<ScalewayApiException>(() => client.GetSecretAsync(TestClient.SecretId, TestContext.Current.CancellationToken));

        Assert.Equal(denied, exception.IsPermissionDenied);
    }

    [Theory]
    [InlineData("cannot have same secret name in same path", true)]
    [InlineData("name already used", true)]
    [InlineData("value must match a pattern", false)]
    public async Task A_refused_name_is_taken_only_when_the_service_says_so(string help, bool taken)
    {
        var body = $$"""{"details":[{"argument_name":"name","help_message":"{{help}}","reason":"format"}],"message":"invalid argument(s)","type":"invalid_arguments"}""";
        await using var server = ScriptedServer.Answering(ScriptedAnswer.Json(body, 400));
        using var client = TestClient.Create(server, options: NoRetries);

        var exception = await Assert.ThrowsAsync<ScalewayApiException>(() =>
            client.CreateSecretAsync(new CreateSecretRequest { ProjectId = TestClient.ProjectId, Name = "n" }, TestContext.Current.CancellationToken));

        Assert.Equal(taken, exception.IsNameTaken);
    }
}
