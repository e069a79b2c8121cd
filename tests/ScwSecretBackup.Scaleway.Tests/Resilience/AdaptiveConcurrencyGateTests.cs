using ScwSecretBackup.Scaleway.Resilience;
using ScwSecretBackup.Scaleway.SecretManager;
using ScwSecretBackup.Scaleway.Tests.Hosting;
using Xunit;

namespace ScwSecretBackup.Scaleway.Tests.Resilience;

public sealed class AdaptiveConcurrencyGateTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_more_calls_than_the_limit_are_let_in()
    {
        var gate = new AdaptiveConcurrencyGate(2, new InstantTimeProvider());
        var first = await gate.EnterAsync(Token);
        await gate.EnterAsync(Token);

        var third = gate.EnterAsync(Token).AsTask();

        Assert.False(third.IsCompleted);
        gate.Leave(first, throttled: false);
        await third;
    }

    [Fact]
    public async Task Throttling_halves_the_limit_down_to_one()
    {
        var clock = new InstantTimeProvider();
        var gate = new AdaptiveConcurrencyGate(8, clock);
        var limits = new List<int>();
        for (var i = 0; i < 5; i++)
        {
            clock.Advance(TimeSpan.FromMilliseconds(1));
            gate.Leave(await gate.EnterAsync(Token), throttled: true);
            limits.Add(gate.Limit);
        }

        Assert.Equal([4, 2, 1, 1, 1], limits);
    }

    [Fact]
    public async Task A_burst_of_refusals_counts_once()
    {
        var clock = new InstantTimeProvider();
        var gate = new AdaptiveConcurrencyGate(8, clock);
        var entered = new List<long>();
        for (var i = 0; i < 8; i++)
        {
            entered.Add(await gate.EnterAsync(Token));
        }

        clock.Advance(TimeSpan.FromMilliseconds(5));
        entered.ForEach(call => gate.Leave(call, throttled: true));

        Assert.Equal(4, gate.Limit);
    }

    [Fact]
    public async Task The_limit_recovers_by_one_per_interval_and_never_beyond_its_maximum()
    {
        var clock = new InstantTimeProvider();
        var gate = new AdaptiveConcurrencyGate(4, clock);
        gate.Leave(await gate.EnterAsync(Token), throttled: true);
        var limits = new List<int>();
        for (var i = 0; i < 4; i++)
        {
            clock.Advance(Interval);
            gate.Leave(await gate.EnterAsync(Token), throttled: false);
            gate.Leave(await gate.EnterAsync(Token), throttled: false);
            limits.Add(gate.Limit);
        }

        Assert.Equal([3, 4, 4, 4], limits);
    }

    [Fact]
    public async Task A_lowered_limit_holds_for_calls_that_wait()
    {
        var clock = new InstantTimeProvider();
        var gate = new AdaptiveConcurrencyGate(4, clock);
        var entered = new List<long>();
        for (var i = 0; i < 4; i++)
        {
            entered.Add(await gate.EnterAsync(Token));
        }

        var waiting = Enumerable.Range(0, 4).Select(_ => gate.EnterAsync(Token).AsTask()).ToList();
        gate.Leave(entered[0], throttled: true);
        gate.Leave(entered[1], throttled: false);
        Assert.DoesNotContain(waiting, call => call.IsCompleted);

        gate.Leave(entered[2], throttled: false);

        await waiting[0];
        Assert.Equal(1, waiting.Count(call => call.IsCompleted));
    }

    [Fact]
    public async Task A_call_that_is_cancelled_while_it_waits_takes_no_slot()
    {
        var gate = new AdaptiveConcurrencyGate(1, new InstantTimeProvider());
        using var cancellation = new CancellationTokenSource();
        var entered = await gate.EnterAsync(Token);
        var waiting = gate.EnterAsync(cancellation.Token).AsTask();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);

        gate.Leave(entered, throttled: false);

        gate.Leave(await gate.EnterAsync(Token), throttled: false);
        Assert.Equal(1, gate.Limit);
    }

    [Fact]
    public async Task The_client_keeps_its_calls_under_the_limit_and_serves_them_all()
    {
        var underWay = 0;
        var most = 0;
        await using var server = new ScriptedServer((_, number) =>
        {
            var now = Interlocked.Increment(ref underWay);
            InterlockedMax(ref most, now);
            Thread.Yield();
            Interlocked.Decrement(ref underWay);
            return number % 5 == 0 ? ScriptedAnswer.BareTooManyRequests() : ScriptedAnswer.Json(TestClient.SecretJson);
        });
        using var client = TestClient.Create(server, options: new SecretManagerClientOptions { MaxConcurrency = 3 });

        var secrets = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => client.GetSecretAsync(TestClient.SecretId, Token)));

        Assert.Equal(60, secrets.Length);
        Assert.InRange(most, 1, 3);
        Assert.True(server.Requests.Count > 60);
    }

    private static void InterlockedMax(ref int target, int value)
    {
        int seen;
        while ((seen = Volatile.Read(ref target)) < value && Interlocked.CompareExchange(ref target, value, seen) != seen)
        {
        }
    }
}
