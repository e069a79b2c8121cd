using System.Management.Automation;
using ScwSecretBackup.Tests.Hosting;

namespace ScwSecretBackup.Tests.Failures.Catalogue;

/// <summary>What a provocation of an error may use.</summary>
internal sealed class ErrorScene(Playground playground, string encryptedStore) : IDisposable
{
    private readonly List<IDisposable> _owned = [];

    public Playground Playground { get; } = playground;

    public PowerShellHost Session => Playground.Session;

    public AppsFile Apps { get; } = new();

    /// <summary>Folder of an encrypted store that nobody changes.</summary>
    public string EncryptedStore { get; } = encryptedStore;

    public Invocation Run(string cmdlet, params (string Name, object? Value)[] parameters) =>
        Session.Invoke(cmdlet, parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value));

    public Invocation List(params (string Name, object? Value)[] parameters) => Session.Invoke("Get-ScwSecret", Playground.FromSource(parameters));

    public Invocation Backup(PSObject store, params (string Name, object? Value)[] parameters) =>
        Session.Invoke("Backup-ScwSecret", Playground.FromSource([("Store", store), .. parameters]));

    public Invocation Restore(PSObject store, params (string Name, object? Value)[] parameters) =>
        Session.Invoke("Restore-ScwSecret", Playground.ToTarget([("Store", store), .. parameters]));

    /// <summary>A store with a snapshot of one secret, <c>/token</c>.</summary>
    public PSObject StoreWithSnapshot(params string[] values)
    {
        Playground.Add("/", "token", values.Length > 0 ? values : ["one"]);
        PSObject store = Playground.NewPlaintextStore();
        Playground.Backup(store);
        return store;
    }

    /// <summary>The folder of a store.</summary>
    public static string FolderOf(PSObject store) => (string)store.Properties["Location"].Value;

    /// <summary>Opens a store on a service that gives every request the same refusal.</summary>
    public Invocation OpenOnS3(string status, string code) => OpenOnS3(Own(new ScriptedEndpoint(status, $"<Error><Code>{code}</Code><Message>No.</Message></Error>")).Port);

    public Invocation OpenOnS3(int port, params (string Name, object? Value)[] parameters) =>
        Run("Open-ScwStore", [("Path", $"s3://127.0.0.1:{port}/bucket/store"), ("S3Credential", new PSCredential("key", Playground.Secure("secret"))), .. parameters]);

    /// <summary>Keeps something until the end.</summary>
    public T Own<T>(T thing)
        where T : IDisposable
    {
        _owned.Add(thing);
        return thing;
    }

    public void Dispose()
    {
        _owned.ForEach(thing => thing.Dispose());
        Apps.Dispose();
    }
}
