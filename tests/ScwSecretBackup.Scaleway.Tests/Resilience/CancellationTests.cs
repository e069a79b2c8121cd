using ScwSecretBackup.Scaleway.Http;
using ScwSecretBackup.Scaleway.SecretManager;
using ScwSecretBackup.Scaleway.Tests.Hosting;
using Xunit;

namespace ScwSecretBackup.Scaleway.Tests.Resilience;

public sealed class CancellationTests
{
    [Fact]
    public async Task Cancelling_while_the_service_hangs_is_a_cancellation()
    {
        using var cancellation = new CancellationTokenSource();
        await using var server = ScriptedServer.Answering(ScriptedAnswer.Failing(AnswerFault.Hang) with { BeforeSending = cancellation.Cancel });
        using var client = TestClient.Create(server);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.GetSecretAsync(TestClient.SecretId, cancellation.Token));

        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Cancelling_a_create_that_is_under_way_is_a_cancellation()
    {
        using var cancellation = new CancellationTokenSource();
        await using var server = ScriptedServer.Answering(ScriptedAnswer.Failing(AnswerFault.Hang) with { BeforeSending = cancellation.Cancel });
        using var client = TestClient.Create(server);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => client.CreateVersionAsync(TestClient.SecretId, new CreateVersionRequest(new byte[1]), cancellation.Token));
    }

    [Fact]
    public async Task Cancelling_between_two_tries_is_a_cancellation()
    {
        using var cancellation = new CancellationTokenSource();
        var options = new SecretManagerClientOptions { BaseDelay = TimeSpan.FromHours(2), MaxDelay = TimeSpan.FromHours(4), OnCall = _ => cancellation.Cancel() };
        await using var server = ScriptedServer.Answering(ScriptedAnswer.BareTooManyRequests());
        using var client = TestClient.Create(server, options: options);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.GetSecretAsync(TestClient.SecretId, cancellation.Token));

        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_call_that_is_cancelled_before_it_starts_sends_nothing()
    {
        await using var server = ScriptedServer.Answering(ScriptedAnswer.Json(TestClient.SecretJson));
        using var client = TestClient.Create(server);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.GetSecretAsync(TestClient.SecretId, new CancellationToken(canceled: true)));

        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_try_that_takes_too_long_is_a_failed_connection()
    {
        var clock = new InstantTimeProvider();
        await using var server = ScriptedServer.Answering(ScriptedAnswer.Failing(AnswerFault.Hang) with { BeforeSending = clock.ExpireLimits });
        using var client = TestClient.Create(server, clock, new SecretManagerClientOptions { MaxRetries = 0 });

        var exception = await Assert.ThrowsAsync<ScalewayConnectionException>(
            () => client.GetSecretAsync(TestClient.SecretId, TestContext.Current.CancellationToken));

        Assert.Equal(ConnectionFailure.TimedOut, exception.Failure);
        Assert.Contains("no complete answer came within 3600 seconds", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_disposed_client_says_so()
    {
        await using var server = ScriptedServer.Answering(ScriptedAnswer.Json(TestClient.SecretJson));
        var client = TestClient.Create(server);
        client.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => client.GetSecretAsync(TestClient.SecretId, TestContext.Current.CancellationToken));

        Assert.Empty(server.Requests);
    }
}
