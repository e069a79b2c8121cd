using ScalewayEmulator;
using ScwSecretBackup.Scaleway.SecretManager;
using ScwSecretBackup.Scaleway.Tests.Hosting;
using Xunit;

namespace ScwSecretBackup.Scaleway.Tests.Emulator;

/// <summary>What the service really holds after a fault: nothing is ever there twice.</summary>
public sealed class InjectedFaultTests
{
    /// <summary>Fault at the first "create version"; whether the client gets through by itself; versions that exist afterwards.</summary>
    public static TheoryData<FaultKind, bool, int> Faults => new()
    {
        { FaultKind.TooManyRequests, true, 1 },
        { FaultKind.TooManyRequestsWithRetryAfter, true, 1 },
        { FaultKind.InternalError, false, 0 },
        { FaultKind.ServiceUnavailable, false, 0 },
        { FaultKind.ResetBefore, false, 0 },
        { FaultKind.ResetAfter, false, 1 },
        { FaultKind.TruncatedAnswer, false, 1 },
        { FaultKind.InternalErrorAfter, false, 1 },
        { FaultKind.Hang, false, 0 },
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_version_is_never_written_twice(FaultKind fault, bool succeeds, int versions)
    {
        var clock = new InstantTimeProvider();
        await using var server = await EmulatorServer.StartAsync(cancellationToken: Token);
        var secret = server.State.AddSecret(TestClient.ProjectId, "fr-par", "/", "s");
        using var client = EmulatorClient.Create(server, "SecretManagerFullAccess", clock);
        InjectOnce(server, clock, "CreateVersion", fault);

        var exception = await Record.ExceptionAsync(() => client.CreateVersionAsync(secret.Id, new CreateVersionRequest(new byte[] { 1, 2, 3 }), Token));

        Assert.Equal(succeeds, exception is null);
        Assert.True(exception is null or ScalewayException { IsOutcomeUnclear: true });
        Assert.Equal(versions, (await client.ListVersionsAsync(secret.Id, Token)).Count);
        Assert.Equal(versions, secret.Versions.Count);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_read_gets_through_every_fault(FaultKind fault, bool succeeds, int versions)
    {
        _ = (succeeds, versions);
        var clock = new InstantTimeProvider();
        await using var server = await EmulatorServer.StartAsync(cancellationToken: Token);
        var secret = server.State.AddSecret(TestClient.ProjectId, "fr-par", "/", "s");
        server.State.AddVersion(secret, [7, 8, 9]);
        using var client = EmulatorClient.Create(server, "SecretManagerFullAccess", clock);
        InjectOnce(server, clock, "AccessVersion", fault);

        using var value = await client.AccessVersionAsync(secret.Id, 1, Token);

        Assert.Equal([7, 8, 9], value.Data.ToArray());
    }

    [Fact]
    public async Task A_project_is_read_completely_through_a_storm_of_faults()
    {
        await using var server = await EmulatorServer.StartAsync(cancellationToken: Token);
        for (var number = 0; number < 120; number++)
        {
            server.State.AddVersion(server.State.AddSecret(TestClient.ProjectId, "fr-par", "/", $"s{number}"), BitConverter.GetBytes(number));
        }

        server.Faults.Rate = 0.3;
        server.Faults.Seed = 42;
        server.Faults.Kinds =
        [
            FaultKind.TooManyRequests, FaultKind.InternalError, FaultKind.ServiceUnavailable, FaultKind.ResetBefore, FaultKind.ResetAfter, FaultKind.TruncatedAnswer,
        ];
        using var client = EmulatorClient.Create(server, "SecretManagerFullAccess", options: new SecretManagerClientOptions { MaxRetries = 30 });

        var secrets = await client.ListSecretsAsync(new ListSecretsRequest { ProjectId = TestClient.ProjectId }, Token);
        var values = await Task.WhenAll(secrets.Select(async secret =>
        {
            using var value = await client.AccessVersionAsync(secret.Id, 1, Token);
            return BitConverter.ToInt32(value.Data.Span);
        }));

        Assert.Equal(Enumerable.Range(0, 120), values);
    }

    private static void InjectOnce(EmulatorServer server, InstantTimeProvider clock, string operation, FaultKind fault)
    {
        var injected = 0;
        server.Faults.Script = (name, _) =>
        {
            if (name != operation || Interlocked.Exchange(ref injected, 1) != 0)
            {
                return null;
            }

            if (fault == FaultKind.Hang)
            {
                clock.ExpireLimits();
            }

            return fault;
        };
    }
}
