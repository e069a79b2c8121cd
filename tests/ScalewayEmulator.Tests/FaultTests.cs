using ScalewayEmulator.Tests.Support;

namespace ScalewayEmulator.Tests;

public sealed class FaultTests
{
    private const string NewSecret = $$"""{"project_id":"{{ApiSession.Project}}","name":"name"}""";

    [Theory]
    [InlineData(FaultKind.TooManyRequests, null)]
    [InlineData(FaultKind.TooManyRequestsWithRetryAfter, "1")]
    public async Task Rate_limit_has_no_body_and_no_content_type(FaultKind kind, string? retryAfter)
    {
        await using ApiSession session = await StartWithAsync(kind);
        RawAnswer answer = await CreateAsync(session);

        Assert.StartsWith("HTTP/1.1 429 Too Many Requests\r\n", answer.Text);
        Assert.Equal(("", "0", "true", null, retryAfter), (answer.Body, answer.Header("Content-Length"), answer.Header("X-Envoy-Ratelimited"), answer.Header("Content-Type"), answer.Header("Retry-After")));
        AssertOutcome(session, kind, status: 429, secrets: 0);
    }

    [Theory]
    [InlineData(FaultKind.InternalError, 500, """{"message":"internal error"}""", 0)]
    [InlineData(FaultKind.ServiceUnavailable, 503, """{"message":"upstream request timeout"}""", 0)]
    [InlineData(FaultKind.InternalErrorAfter, 500, """{"message":"internal error"}""", 1)]
    public async Task Failures_have_a_body_and_may_or_may_not_have_taken_effect(FaultKind kind, int status, string body, int secrets)
    {
        await using ApiSession session = await StartWithAsync(kind);
        RawAnswer answer = await CreateAsync(session);

        Assert.StartsWith($"HTTP/1.1 {status} ", answer.Text);
        Assert.Equal((body, "application/json"), (answer.Body, answer.Header("Content-Type")));
        AssertOutcome(session, kind, status, secrets);
    }

    [Theory]
    [InlineData(FaultKind.ResetBefore, 0)]
    [InlineData(FaultKind.ResetAfter, 1)]
    public async Task Reset_ends_the_connection_without_a_byte(FaultKind kind, int secrets)
    {
        await using ApiSession session = await StartWithAsync(kind);
        RawAnswer answer = await CreateAsync(session);

        Assert.True(answer.WasReset);
        Assert.Equal("", answer.Text);
        AssertOutcome(session, kind, status: 0, secrets);
    }

    [Fact]
    public async Task Truncated_answer_announces_more_than_it_holds()
    {
        await using ApiSession session = await StartWithAsync(FaultKind.TruncatedAnswer);
        RawAnswer answer = await CreateAsync(session);

        Assert.StartsWith("HTTP/1.1 200 OK\r\n", answer.Text);
        Assert.Equal(answer.ContentLength / 2, answer.Body.Length);
        AssertOutcome(session, FaultKind.TruncatedAnswer, status: 200, secrets: 1);
    }

    [Fact]
    public async Task Truncating_an_answer_without_a_body_sends_nothing()
    {
        await using ApiSession session = await StartWithAsync(FaultKind.TruncatedAnswer);
        EmulatedSecret secret = session.State.AddSecret(ApiSession.Project, "fr-par", "/", "name");

        RawAnswer answer = await RawConnection.ExchangeAsync(session, "DELETE", $"secrets/{secret.Id}", "");

        Assert.Equal("", answer.Text);
        Assert.NotNull(secret.DeletionRequestedAt);
    }

    [Fact]
    public async Task Hanging_request_waits_for_the_client_and_has_no_effect()
    {
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using ApiSession session = await StartWithAsync(FaultKind.Hang, arrived);
        using var client = new HttpClient { BaseAddress = session.Server.BaseUrl };
        using var patience = new CancellationTokenSource();
        Task<HttpResponseMessage> pending = client.GetAsync($"{ApiSession.Prefix}secrets", patience.Token);
        await arrived.Task;
        Assert.False(pending.IsCompleted);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pending);
        AssertOutcome(session, FaultKind.Hang, status: 0, secrets: 0);
    }

    [Fact]
    public async Task Stopping_the_server_ends_hanging_requests()
    {
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        ApiSession session = await StartWithAsync(FaultKind.Hang, arrived);
        Task<RawAnswer> pending = CreateAsync(session);
        await arrived.Task;
        await session.DisposeAsync();
        Assert.Equal("", (await pending).Text);
    }

    [Fact]
    public async Task Script_sees_operations_and_running_numbers_and_comes_before_chance()
    {
        await using ApiSession session = await ApiSession.StartAsync();
        List<(string, int)> seen = [];
        session.Server.Faults.Rate = 1;
        session.Server.Faults.Kinds = [FaultKind.InternalError];
        session.Server.Faults.Script = (operation, number) =>
        {
            seen.Add((operation, number));
            return number == 0 ? FaultKind.ServiceUnavailable : null;
        };

        int first = (await session.GetAsync($"secrets?project_id={ApiSession.Project}")).Status;
        int second = (await session.GetAsync("nowhere")).Status;

        Assert.Equal([("ListSecrets", 0), ("Unknown", 1)], seen);
        Assert.Equal((503, 500), (first, second));
    }

    [Fact]
    public async Task Random_faults_follow_the_seed_and_hit_about_the_share_asked_for()
    {
        async Task<string> RunAsync(int seed)
        {
            await using ApiSession session = await ApiSession.StartAsync();
            session.Server.Faults.Rate = 0.3;
            session.Server.Faults.Seed = seed;
            session.Server.Faults.Kinds = [FaultKind.TooManyRequests, FaultKind.InternalError];
            List<int> statuses = [];
            for (int number = 0; number < 200; number++)
            {
                statuses.Add((await session.GetAsync($"tags?project_id={ApiSession.Project}")).Status);
            }

            Assert.InRange(statuses.Count(status => status != 200), 40, 80);
            Assert.Contains(429, statuses);
            Assert.Contains(500, statuses);
            return string.Join(',', statuses);
        }

        Assert.Equal(await RunAsync(7), await RunAsync(7));
        Assert.NotEqual(await RunAsync(7), await RunAsync(8));
    }

    [Fact]
    public async Task Latency_delays_answers_and_the_call_is_logged_meanwhile()
    {
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using ApiSession session = await StartWithAsync(null, arrived);
        session.Server.Faults.Latency = TimeSpan.FromHours(1);
        using var client = new HttpClient { BaseAddress = session.Server.BaseUrl };
        using var patience = new CancellationTokenSource();
        Task<HttpResponseMessage> pending = client.GetAsync($"{ApiSession.Prefix}tags", patience.Token);
        await arrived.Task;
        Assert.Equal(0, Assert.Single(session.Server.Calls).Status);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pending);
    }

    private static async Task<ApiSession> StartWithAsync(FaultKind? kind, TaskCompletionSource? arrived = null)
    {
        ApiSession session = await ApiSession.StartAsync();
        session.Server.Faults.Script = (_, _) =>
        {
            arrived?.TrySetResult();
            return kind;
        };
        return session;
    }

    private static Task<RawAnswer> CreateAsync(ApiSession session) => RawConnection.ExchangeAsync(session, "POST", "secrets", NewSecret);

    private static void AssertOutcome(ApiSession session, FaultKind kind, int status, int secrets)
    {
        RecordedCall call = Assert.Single(session.Server.Calls);
        Assert.Equal((status, kind), (call.Status, call.Fault));
        Assert.Equal(secrets, session.State.ListSecrets(ApiSession.Project, "fr-par").Count);
    }
}
