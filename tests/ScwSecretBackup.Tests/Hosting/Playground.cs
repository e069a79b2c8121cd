using System.Management.Automation;
using System.Security;
using System.Text;
using ScalewayEmulator;

namespace ScwSecretBackup.Tests.Hosting;

/// <summary>An emulated Scaleway with a source project, a session with the module, and a folder for stores.</summary>
internal sealed class Playground : IAsyncDisposable
{
    public const string SourceProject = "11111111-2222-4333-8444-555555555501";
    public const string TargetProject = "11111111-2222-4333-8444-555555555502";
    public const string SourceRegion = "fr-par";
    public const string TargetRegion = "nl-ams";
    public const string AccessKey = "SCWTESTTESTTESTTEST1";

    private static readonly string[] Reads = ["ListSecrets", "ListVersions", "GetSecret", "GetVersion", "AccessVersion"];

    private readonly string _key;

    private Playground(EmulatorServer emulator, RecordingHost host)
    {
        Emulator = emulator;
        Host = host;
        Session = PowerShellHost.WithModule(host);
        _key = emulator.State.AddKey(["SecretManagerFullAccess"]);
    }

    public EmulatorServer Emulator { get; }

    public RecordingHost Host { get; }

    public PowerShellHost Session { get; }

    public TemporaryFolder Folder { get; } = new();

    /// <summary>Requests that change something.</summary>
    public IEnumerable<RecordedCall> Writes => Emulator.Calls.Where(call => !Reads.Contains(call.Operation));

    public IEnumerable<RecordedCall> ValueReads => Emulator.Calls.Where(call => call.Operation == "AccessVersion");

    public IReadOnlyList<EmulatedSecret> Source => Emulator.State.ListSecrets(SourceProject, SourceRegion);

    public IReadOnlyList<EmulatedSecret> Target => Emulator.State.ListSecrets(TargetProject, TargetRegion);

    public static async Task<Playground> StartAsync() =>
        new(await EmulatorServer.StartAsync(cancellationToken: TestContext.Current.CancellationToken), new RecordingHost());

    public static SecureString Secure(string text)
    {
        var secure = new SecureString();
        foreach (char character in text)
        {
            secure.AppendChar(character);
        }

        return secure;
    }

    /// <summary>Adds a secret with one version for each value.</summary>
    public EmulatedSecret Add(string folder, string name, params string[] values)
    {
        EmulatedSecret secret = Emulator.State.AddSecret(SourceProject, SourceRegion, folder, name);
        foreach (string value in values)
        {
            Emulator.State.AddVersion(secret, Encoding.UTF8.GetBytes(value));
        }

        return secret;
    }

    /// <summary>Parameters that lead to the source project.</summary>
    public Dictionary<string, object?> FromSource(params (string Name, object? Value)[] more) => Cloud(SourceProject, SourceRegion, _key, more);

    /// <summary>Parameters that lead to another project in another region, without confirmation.</summary>
    public Dictionary<string, object?> ToTarget(params (string Name, object? Value)[] more) => Cloud(TargetProject, TargetRegion, _key, [("Confirm", false), .. more]);

    /// <summary>Parameters that lead anywhere with any key.</summary>
    public Dictionary<string, object?> Cloud(string project, string region, string key, params (string Name, object? Value)[] more)
    {
        var parameters = new Dictionary<string, object?>
        {
            ["ProjectId"] = project,
            ["Region"] = region,
            ["ApiUrl"] = Emulator.BaseUrl,
            ["Credential"] = new PSCredential(AccessKey, Secure(key)),
        };
        foreach ((string name, object? value) in more)
        {
            parameters[name] = value;
        }

        return parameters;
    }

    /// <summary>A new store without encryption: no second is lost on a key.</summary>
    public PSObject NewPlaintextStore() => Session.Invoke("New-ScwStore", new() { ["Path"] = Folder.Fresh(), ["Plaintext"] = true }).Single;

    /// <summary>Backs up the source, which must work.</summary>
    public PSObject Backup(object store) => Session.Invoke("Backup-ScwSecret", FromSource(("Store", store))).Single;

    public async ValueTask DisposeAsync()
    {
        Session.Dispose();
        await Emulator.DisposeAsync();
        Folder.Dispose();
    }
}
