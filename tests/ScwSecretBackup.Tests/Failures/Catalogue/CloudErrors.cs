using System.Management.Automation;
using ScwSecretBackup.Tests.Hosting;

namespace ScwSecretBackup.Tests.Failures.Catalogue;

/// <summary>Ways to the errors of settings, keys and the service.</summary>
internal static class CloudErrors
{
    // Longer than a client waits: it tells at once.
    private const string ComeBackTomorrow = "Retry-After: 86400\r\n";

    public static Dictionary<string, Func<ErrorScene, Invocation>> All { get; } = new()
    {
        ["CredentialsMissing"] = scene => scene.Run("Get-ScwSecret", ("ProjectId", Playground.SourceProject), ("Region", "fr-par")),
        ["AuthenticationDenied"] = scene => scene.List(("Credential", Key(Guid.NewGuid().ToString()))),
        ["PermissionDenied"] = scene => scene.List(("Credential", Key(scene.Playground.Emulator.State.AddKey([])))),
        ["InvalidProjectId"] = scene => scene.List(("ProjectId", "my-project")),
        ["InvalidRegion"] = scene => scene.List(("Region", "Mars_1")),
        ["InvalidApiUrl"] = scene => scene.List(("ApiUrl", new Uri("ftp://example.invalid"))),
        ["ProfileNotFound"] = scene => scene.List(("Profile", "nobody")),
        ["InvalidConfiguration"] = scene =>
        {
            scene.Own(new EnvironmentChange(("AWS_ENDPOINT_URL_S3", "no address")));
            return scene.Run("Open-ScwStore", ("Path", "s3://bucket/store"));
        },
        ["RateLimited"] = scene => scene.List(("ApiUrl", scene.Own(new ScriptedEndpoint("429 Too Many Requests", headers: ComeBackTomorrow)).Url)),
        ["ServiceUnavailable"] = scene => scene.List(("ApiUrl", scene.Own(new ScriptedEndpoint("503 Service Unavailable", headers: ComeBackTomorrow)).Url)),
        ["ServiceUnreachable"] = scene => scene.List(("ApiUrl", new Uri($"https://127.0.0.1:{scene.Own(new ScriptedEndpoint("200 OK")).Port}"))),
        ["RequestRejected"] = scene => scene.List(("ApiUrl", scene.Own(new ScriptedEndpoint("400 Bad Request", """{"type":"invalid_arguments","message":"no"}""")).Url)),
        ["SourceShrunk"] = scene => scene.Backup(scene.Playground.NewPlaintextStore()),
        ["SecretNotFound"] = scene => scene.List(("Name", "absent")),
        ["InvalidPattern"] = scene => scene.List(("Name", "[a")),
        ["VersionLeftEnabled"] = scene =>
        {
            ScalewayEmulator.EmulatedSecret secret = scene.Playground.Add("/", "kept", "value");
            secret.Versions[0].Status = "disabled";
            scene.Playground.Emulator.Faults.Script = (operation, _) =>
            {
                if (operation == "DisableVersion")
                {
                    secret.Status = "locked";
                }

                return null;
            };
            return scene.Session.Invoke("Backup-ScwSecret", scene.Playground.FromSource(
                ("Store", scene.Playground.NewPlaintextStore()), ("DisabledVersion", "TemporarilyEnable"), ("Force", true)));
        },
        ["CanaryMissing"] = scene => scene.Session.Invoke("Test-ScwAccess", scene.Playground.FromSource(("Deep", true))),
        ["CanaryUnusable"] = scene => scene.Session.Invoke("Test-ScwAccess", scene.Playground.FromSource(("Deep", true), ("Name", "absent"))),
        ["ConfirmationRequired"] = scene =>
        {
            ScalewayEmulator.EmulatedSecret secret = scene.Playground.Add("/", "once", "value");
            secret.Versions[0].ExpiresOnceAccessed = true;
            secret.Versions[0].EphemeralAction = "disable";
            PowerShellHost unattended = scene.Own(PowerShellHost.WithModule());
            return unattended.Invoke("Backup-ScwSecret", scene.Playground.FromSource(("Store", scene.Playground.NewPlaintextStore()), ("IncludeSingleAccess", true)));
        },
    };

    private static PSCredential Key(string secretKey) => new(Playground.AccessKey, Playground.Secure(secretKey));
}
