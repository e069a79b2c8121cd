using ScwSecretBackup.Scaleway.SecretManager;
using ScwSecretBackup.Scaleway.Tests.Hosting;
using Xunit;

namespace ScwSecretBackup.Scaleway.Tests.Resilience;

public sealed class DelayTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("7", "", 7)]
    [InlineData("Sun, 01 Nov 2026 00:01:30 GMT", "", 90)]
    [InlineData(null, """{"type":"too_many_requests","reset_seconds":11}""", 11)]
    [InlineData(null, """{"type":"too_many_requests","reset_seconds":"12"}""", 12)]
    [InlineData(null, """{"type":"too_many_requests","reset_at":"2026-11-01T00:00:13Z"}""", 13)]
    [InlineData("7", """{"type":"too_many_requests","reset_seconds":11}""", 7)]
    public async Task The_wait_that_the_service_asks_for_is_kept(string? retryAfter, string body, int seconds)
    {
        var clock = new InstantTimeProvider();
        await using var server = ScriptedServer.Answering(
            retryAfter is null ? ScriptedAnswer.Json(body, 429) : ScriptedAnswer.Json(body, 429, ("Retry-After", retryAfter)), ScriptedAnswer.Json(TestClient.SecretJson));
        using var client = TestClient.Create(server, clock);

        await client.GetSecretAsync(TestClient.SecretId, Token);

        Assert.Equal([TimeSpan.FromSeconds(seconds)], clock.Delays);
    }

    [Theory]
    [InlineData(500, "internal error", 7)]
    [InlineData(200, "<html>not the API</html>", 7)]
    [InlineData(503, "", 9)]
    public async Task What_may_never_pass_is_not_tried_as_long_as_an_outage(int status, string body, int tries)
    {
        await using var server = ScriptedServer.Answering(ScriptedAnswer.Json(body, status));
        using var client = TestClient.Create(server);

        await Assert.ThrowsAnyAsync<ScalewayException>(() => client.GetSecretAsync(TestClient.SecretId, Token));

        Assert.Equal(tries, server.Requests.Count);
    }

    [Theory]
    [InlineData("Retry-After", "0")]
    [InlineData("Retry-After", "-5")]
    [InlineData("Retry-After", "soon")]
    [InlineData("Retry-After", "Thu, 01 Jan 1970 00:00:00 GMT")]
    [InlineData("X-Other", "1")]
    public async Task Without_a_usable_wait_the_delays_grow_with_jitter_up_to_their_limit(string header, string value)
    {
        var clock = new InstantTimeProvider();
        var options = new SecretManagerClientOptions { MaxRetries = 12, BaseDelay = TimeSpan.FromMilliseconds(500), MaxDelay = TimeSpan.FromSeconds(10) };
        await using var server = ScriptedServer.Answering(ScriptedAnswer.Json("", 503, (header, value)));
        using var client = TestClient.Create(server, clock, options);

        await Assert.ThrowsAsync<ScalewayApiException>(() => client.GetSecretAsync(TestClient.SecretId, Token));

        Assert.Equal(12, clock.Delays.Count);
        Assert.All(clock.Delays, delay => Assert.InRange(delay, TimeSpan.FromTicks(1), options.MaxDelay));
        Assert.True(clock.Delays.Distinct().Count() > 2);
        Assert.True(clock.Delays[^1] > clock.Delays[0]);
    }

    [Fact]
    public async Task A_wait_beyond_reason_is_reported_instead_of_kept()
    {
        var clock = new InstantTimeProvider();
        await using var server = ScriptedServer.Answering(ScriptedAnswer.Json("", 429, ("Retry-After", "86400")));
        using var client = TestClient.Create(server, clock);

        await Assert.ThrowsAsync<ScalewayApiException>(() => client.GetSecretAsync(TestClient.SecretId, Token));

        Assert.Empty(clock.Delays);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Every_try_is_told_with_its_number_and_status()
    {
        var calls = new List<ApiCall>();
        var clock = new InstantTimeProvider();
        await using var server = ScriptedServer.Answering(
            ScriptedAnswer.Failing(AnswerFault.Hang) with { BeforeSending = clock.ExpireLimits }, ScriptedAnswer.BareTooManyRequests(), ScriptedAnswer.Json(TestClient.SecretJson));
        using var client = TestClient.Create(server, clock, new SecretManagerClientOptions { OnCall = calls.Add });

        await client.GetSecretAsync(TestClient.SecretId, Token);

        Assert.Equal([(0, null), (1, 429), (2, 200)], calls.Select(call => (call.Attempt, call.Status)));
        Assert.All(calls, call => Assert.Equal($"/secrets/{TestClient.SecretId}", call.Path));
        Assert.Equal("5a1c3e0e-0000-4000-8000-0000000000aa", calls[2].RequestId);
    }
}
