using System.Globalization;
using System.Security.Cryptography;
using ScalewayEmulator;
using ScwSecretBackup.Scaleway.Configuration;
using ScwSecretBackup.Scaleway.SecretManager;

namespace Benchmarks;

/// <summary>An emulator with a project of one-version secrets, and clients for it.</summary>
internal sealed class BenchmarkSource : IAsyncDisposable
{
    public const string ProjectId = "11111111-1111-4111-8111-111111111111";
    public const string OtherProjectId = "22222222-2222-4222-8222-222222222222";
    private readonly EmulatorServer _server;
    private readonly string _key;

    private BenchmarkSource(EmulatorServer server, string key)
    {
        _server = server;
        _key = key;
    }

    public EmulatorServer Server => _server;

    public static async Task<BenchmarkSource> StartAsync(BenchmarkScale scale, CancellationToken cancellationToken)
    {
        EmulatorServer server = await EmulatorServer.StartAsync(cancellationToken: cancellationToken);
        string key = server.State.AddKey(["SecretManagerFullAccess"]);
        for (int i = 0; i < scale.Secrets; i++)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"secret-{i:D5}");
            string folder = string.Create(CultureInfo.InvariantCulture, $"/team-{i % 20:D2}");
            EmulatedSecret secret = server.State.AddSecret(ProjectId, "fr-par", folder, name);
            server.State.AddVersion(secret, RandomNumberGenerator.GetBytes(scale.ValueSize));
        }

        server.Faults.Latency = scale.Latency;
        return new BenchmarkSource(server, key);
    }

    public SecretManagerClient CreateClient(BenchmarkScale scale, string projectId = ProjectId, string region = "fr-par")
    {
        var settings = new ScalewaySettings
        {
            SecretKey = new SecretKey(_key),
            ProjectId = projectId,
            Region = region,
            ApiUrl = _server.BaseUrl,
        };
        return new SecretManagerClient(settings, new SecretManagerClientOptions { MaxConcurrency = scale.Throttle }, TimeProvider.System);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
