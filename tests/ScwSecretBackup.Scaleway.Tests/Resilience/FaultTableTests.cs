using System.Net;
using ScwSecretBackup.Scaleway.Http;
using ScwSecretBackup.Scaleway.SecretManager;
using ScwSecretBackup.Scaleway.Tests.Hosting;
using Xunit;

namespace ScwSecretBackup.Scaleway.Tests.Resilience;

/// <summary>
/// Each fault against each kind of call: how often it is tried, and what is known afterwards. One try is one request, with one exception:
/// .NET's handler itself sends a request without body up to three times more when a connection breaks before the first byte of an answer.
/// </summary>
public sealed class FaultTableTests
{
    private const int Retries = 3;
    private const int HandlerRetries = 3;

    /// <summary>Fault; requests of a safe call; requests of a create; whether the create's outcome is unclear.</summary>
    public static TheoryData<string, int, int, bool> Faults => new()
    {
        { "reset", 1 + Retries, 1, true },
        { "cut in headers", 1 + Retries, 1, true },
        { "cut in body", 1 + Retries, 1, true },
        { "hang", 1 + Retries, 1, true },
        { "unreadable", 1 + Retries, 1, true },
        { "wrong json", 1 + Retries, 1, true },
        { "too large", 1, 1, true },
        { "400", 1, 1, false },
        { "401", 1, 1, false },
        { "403", 1, 1, false },
        { "408", 1 + Retries, 1, true },
        { "409", 1, 1, false },
        { "409 transient_state", 1 + Retries, 1, false },
        { "410", 1, 1, false },
        { "412", 1, 1, false },
        { "423", 1, 1, false },
        { "429 bare", 1 + Retries, 1 + Retries, false },
        { "429 with retry-after", 1 + Retries, 1 + Retries, false },
        { "500", 1 + Retries, 1, true },
        { "501", 1, 1, false },
        { "502", 1 + Retries, 1, true },
        { "503", 1 + Retries, 1, true },
        { "504", 1 + Retries, 1, true },
        { "507", 1, 1, true },
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_safe_call_is_repeated_when_that_may_help(string fault, int safe, int create, bool unclear)
    {
        _ = (create, unclear);
        foreach (var call in SafeCalls())
        {
            var (tries, requests, exception) = await FailAsync(fault, call);

            Assert.Equal(safe, tries);
            Assert.InRange(requests, tries, fault is "reset" ? tries * (1 + HandlerRetries) : tries);
            Assert.False(exception.IsOutcomeUnclear);
        }
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_create_is_repeated_only_when_it_certainly_had_no_effect(string fault, int safe, int create, bool unclear)
    {
        _ = safe;
        foreach (var call in Creates())
        {
            var (tries, requests, exception) = await FailAsync(fault, call);

            Assert.Equal(create, tries);
            Assert.Equal(create, requests);
            Assert.Equal(unclear, exception.IsOutcomeUnclear);
        }
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_call_that_is_repeated_succeeds_when_the_fault_passes(string fault, int safe, int create, bool unclear)
    {
        _ = unclear;
        var clock = new InstantTimeProvider();
        await using var server = new ScriptedServer((_, number) => number == 0 ? Answer(fault, clock) : ScriptedAnswer.Json(TestClient.SecretJson));
        using var client = TestClient.Create(server, clock);

        var read = await Record.ExceptionAsync(() => client.GetSecretAsync(TestClient.SecretId, Token));

        Assert.Equal(safe > 1, read is null);
        await using var second = new ScriptedServer((_, number) => number == 0 ? Answer(fault, clock) : ScriptedAnswer.Json(TestClient.VersionJson));
        using var writer = TestClient.Create(second, clock);
        var written = await Record.ExceptionAsync(() => writer.CreateVersionAsync(TestClient.SecretId, new CreateVersionRequest(new byte[] { 1 }), Token));
        Assert.Equal(create > 1, written is null);
        Assert.All(second.Requests, request => Assert.Equal("{\"data\":\"AQ==\"}", request.Text));
    }

    [Fact]
    public async Task A_refused_connection_is_tried_again_for_creates_too_and_leaves_no_doubt()
    {
        var closed = new ScriptedServer((_, _) => ScriptedAnswer.Json("{}"));
        await closed.DisposeAsync();
        var clock = new InstantTimeProvider();
        var calls = new List<ApiCall>();
        using var client = TestClient.Create(closed.BaseUrl, clock, new SecretManagerClientOptions { MaxRetries = Retries, OnCall = calls.Add });

        var exception = await Assert.ThrowsAsync<ScalewayConnectionException>(
            () => client.CreateSecretAsync(new CreateSecretRequest { ProjectId = TestClient.ProjectId, Name = "n" }, Token));

        Assert.False(exception.IsOutcomeUnclear);
        Assert.Equal(ConnectionFailure.NeverSent, exception.Failure);
        Assert.Equal(1 + Retries, calls.Count);
        Assert.Equal(Retries, clock.Delays.Count);
    }

    [Fact]
    public async Task An_address_where_nothing_ever_answered_is_given_up_soon_and_every_retry_is_told()
    {
        var closed = new ScriptedServer((_, _) => ScriptedAnswer.Json("{}"));
        await closed.DisposeAsync();
        var clock = new InstantTimeProvider();
        var retries = new List<ApiRetry>();
        using var client = TestClient.Create(closed.BaseUrl, clock, new SecretManagerClientOptions { OnRetry = retries.Add });

        await Assert.ThrowsAsync<ScalewayConnectionException>(() => client.GetSecretAsync(TestClient.SecretId, Token));

        Assert.Equal([1, 2, 3, 4], retries.Select(retry => retry.Attempt));
        Assert.InRange(clock.Delays.Aggregate(TimeSpan.Zero, (sum, delay) => sum + delay), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(9));
        Assert.All(retries, retry => Assert.Contains(closed.BaseUrl.Host, retry.Failure.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_service_that_has_answered_before_gets_all_the_patience_when_it_is_out_of_reach()
    {
        var server = ScriptedServer.Answering(ScriptedAnswer.Json(TestClient.SecretJson));
        var clock = new InstantTimeProvider();
        var calls = new List<ApiCall>();
        var options = new SecretManagerClientOptions { OnCall = calls.Add };
        using var client = TestClient.Create(server.BaseUrl, clock, options);
        await client.GetSecretAsync(TestClient.SecretId, Token);
        await server.DisposeAsync();
        calls.Clear();

        await Assert.ThrowsAsync<ScalewayConnectionException>(() => client.GetSecretAsync(TestClient.SecretId, Token));

        Assert.Equal(1 + options.MaxRetries, calls.Count);
    }

    [Fact]
    public async Task A_version_may_find_its_secret_a_little_later()
    {
        await using var server = new ScriptedServer((_, number) => number < 3
            ? ScriptedAnswer.Json("""{"message":"resource is not found","resource":"secret","type":"not_found"}""", 404)
            : ScriptedAnswer.Json(TestClient.VersionJson));
        using var client = TestClient.Create(server);

        var version = await client.CreateVersionAsync(TestClient.SecretId, new CreateVersionRequest(new byte[1]), Token);

        Assert.Equal(1, version.Revision);
        Assert.Equal(4, server.Requests.Count);
    }

    [Fact]
    public async Task A_version_of_a_secret_that_never_appears_is_given_up_as_not_found()
    {
        await using var server = ScriptedServer.Answering(ScriptedAnswer.Json("""{"type":"not_found"}""", 404));
        using var client = TestClient.Create(server);

        var exception = await Assert.ThrowsAsync<ScalewayApiException>(
            () => client.CreateVersionAsync(TestClient.SecretId, new CreateVersionRequest(new byte[1]), Token));

        Assert.True(exception.IsNotFound);
        Assert.False(exception.IsOutcomeUnclear);
        Assert.Equal(6, server.Requests.Count);
    }

    [Fact]
    public async Task A_read_of_what_does_not_exist_is_not_repeated()
    {
        await using var server = ScriptedServer.Answering(ScriptedAnswer.Json("""{"type":"not_found"}""", 404));
        using var client = TestClient.Create(server);

        await Assert.ThrowsAsync<ScalewayApiException>(() => client.GetSecretAsync(TestClient.SecretId, Token));

        Assert.Single(server.Requests);
    }

    private static IEnumerable<Func<SecretManagerClient, Task>> SafeCalls() =>
    [
        client => client.GetSecretAsync(TestClient.SecretId, Token),
        client => client.AccessVersionAsync(TestClient.SecretId, 1, Token),
        client => client.ListSecretsAsync(new ListSecretsRequest { ProjectId = TestClient.ProjectId }, Token),
        client => client.UpdateSecretAsync(TestClient.SecretId, new UpdateSecretRequest { Name = "n" }, Token),
        client => client.DisableVersionAsync(TestClient.SecretId, 1, Token),
        client => client.ProtectSecretAsync(TestClient.SecretId, Token),
    ];

    private static IEnumerable<Func<SecretManagerClient, Task>> Creates() =>
    [
        client => client.CreateSecretAsync(new CreateSecretRequest { ProjectId = TestClient.ProjectId, Name = "n" }, Token),
        client => client.CreateVersionAsync(TestClient.SecretId, new CreateVersionRequest(new byte[100]), Token),
        client => client.RestoreSecretAsync(TestClient.SecretId, Token),
    ];

    private static async Task<(int Tries, int Requests, ScalewayException Exception)> FailAsync(string fault, Func<SecretManagerClient, Task> call)
    {
        var clock = new InstantTimeProvider();
        await using var server = new ScriptedServer((_, _) => Answer(fault, clock));
        var calls = new List<ApiCall>();
        using var client = TestClient.Create(server, clock, new SecretManagerClientOptions { MaxRetries = Retries, OnCall = calls.Add });
        var exception = await Assert.ThrowsAnyAsync<ScalewayException>(() => call(client));
        return (calls.Count, server.Requests.Count, exception);
    }

    private static ScriptedAnswer Answer(string fault, InstantTimeProvider clock) => fault switch
    {
        "reset" => ScriptedAnswer.Failing(AnswerFault.Reset),
        "cut in headers" => ScriptedAnswer.Failing(AnswerFault.CutInHeaders),
        "cut in body" => ScriptedAnswer.Failing(AnswerFault.CutInBody, TestClient.SecretJson),
        "hang" => ScriptedAnswer.Failing(AnswerFault.Hang) with { BeforeSending = clock.ExpireLimits },
        "unreadable" => ScriptedAnswer.Json("<html>captive portal</html>"),
        "wrong json" => ScriptedAnswer.Json("""{"id":5,"revision":"x","secrets":7}"""),
        "too large" => ScriptedAnswer.Json("{}") with { Headers = [("Content-Length", "100000000")], Body = [] },
        "409 transient_state" => ScriptedAnswer.Json("""{"type":"transient_state"}""", 409),
        "429 bare" => ScriptedAnswer.BareTooManyRequests(),
        "429 with retry-after" => ScriptedAnswer.Json("", (int)HttpStatusCode.TooManyRequests, ("Retry-After", "7")),
        _ => ScriptedAnswer.Json("""{"message":"m"}""", int.Parse(fault, System.Globalization.CultureInfo.InvariantCulture)),
    };
}
