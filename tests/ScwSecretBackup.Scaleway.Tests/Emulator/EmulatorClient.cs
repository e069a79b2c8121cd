using ScalewayEmulator;
using ScwSecretBackup.Scaleway.Configuration;
using ScwSecretBackup.Scaleway.SecretManager;
using ScwSecretBackup.Scaleway.Tests.Hosting;

namespace ScwSecretBackup.Scaleway.Tests.Emulator;

/// <summary>Clients of an emulator.</summary>
internal static class EmulatorClient
{
    public static SecretManagerClient Create(EmulatorServer server, string permissionSet, InstantTimeProvider? clock = null, SecretManagerClientOptions? options = null) =>
        CreateWithKey(server, server.State.AddKey([permissionSet], TestClient.ProjectId), clock, options);

    public static SecretManagerClient CreateWithKey(
        EmulatorServer server, string secretKey, InstantTimeProvider? clock = null, SecretManagerClientOptions? options = null) => new(
        TestClient.Settings(server.BaseUrl) with { SecretKey = new SecretKey(secretKey) },
        (options ?? new SecretManagerClientOptions()) with { RequestTimeout = TestClient.RequestTimeout },
        clock ?? new InstantTimeProvider());
}
