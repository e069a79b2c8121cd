using ScwSecretBackup.Scaleway.Configuration;
using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Scaleway.Tests.Hosting;

/// <summary>Clients and ids for tests.</summary>
internal static class TestClient
{
    public const string SecretKeyText = "0f0f0f0f-aaaa-4bbb-8ccc-123456789abc";
    public const string ProjectId = "105bdce1-64c0-48ab-899d-868455867ecf";
    public const string SecretId = "6da2f4bd-2fd8-4342-9e3a-1e31fd4ddae9";

    public const string SecretJson =
        $$"""{"id":"{{SecretId}}","project_id":"{{ProjectId}}","name":"n","status":"ready","path":"/","type":"opaque","region":"fr-par"}""";

    public const string VersionJson = $$"""{"revision":1,"secret_id":"{{SecretId}}","status":"enabled","latest":true}""";

    /// <summary>Longer than every delay; see <see cref="InstantTimeProvider"/>.</summary>
    public static readonly TimeSpan RequestTimeout = TimeSpan.FromHours(1);

    public static ScalewaySettings Settings(Uri apiUrl) => new()
    {
        SecretKey = new SecretKey(SecretKeyText),
        ProjectId = ProjectId,
        Region = "fr-par",
        ApiUrl = apiUrl,
    };

    public static SecretManagerClient Create(ScriptedServer server, TimeProvider? clock = null, SecretManagerClientOptions? options = null) =>
        Create(server.BaseUrl, clock, options);

    public static SecretManagerClient Create(Uri apiUrl, TimeProvider? clock = null, SecretManagerClientOptions? options = null) => new(
        Settings(apiUrl),
        (options ?? new SecretManagerClientOptions()) with { RequestTimeout = RequestTimeout },
        clock ?? new InstantTimeProvider());
}
