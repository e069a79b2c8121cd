using System.Management.Automation;
using System.Text;
using ScalewayEmulator;
using ScwSecretBackup.Tests.Hosting;

namespace ScwSecretBackup.Tests.Help;

/// <summary>
/// What the examples take for granted: an API key in the environment, the projects <c>prod</c> and <c>drill</c>, the stores <c>vault</c> and <c>offsite</c>,
/// key files in /etc/scw. Stores and registrations are new for each example; /backup, /etc and ~ are folders of the test.
/// </summary>
public sealed class ExampleWorld : IAsyncLifetime
{
    private const string Passphrase = "correct horse battery staple";

    private static readonly string[] KeyFiles = ["vault.key", "scw/vault.key", "scw/offsite.key", "scw/old.key", "scw/new.key"];
    private static readonly string[] Changing = ["backup", "home"];
    private static readonly string[] Registered = ["vault", "offsite"];

    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string> _plaintext = [];
    private readonly Dictionary<string, string> _encrypted = [];
    private Dictionary<string, string> _templates = [];
    private Playground? _playground;
    private EnvironmentChange? _environment;

    private Playground Playground => _playground ?? throw new InvalidOperationException("The world has not started.");

    public async ValueTask InitializeAsync()
    {
        _playground = await Playground.StartAsync();
        Playground.Host.Recording.Choice = 0;
        _environment = new EnvironmentChange(
            ("SCW_API_URL", Playground.Emulator.BaseUrl.ToString()),
            ("SCW_ACCESS_KEY", Playground.AccessKey),
            ("SCW_SECRET_KEY", Playground.Emulator.State.AddKey(["SecretManagerFullAccess"])),
            ("SCW_DEFAULT_PROJECT_ID", Playground.SourceProject),
            ("SCW_DEFAULT_REGION", Playground.SourceRegion),
            ("SCWSECRETBACKUP_CONFIG", Path.Combine(_folder.Path, "config.json")));
        AddSecrets();
        await Task.Run(PrepareStores);
    }

    public async ValueTask DisposeAsync()
    {
        _environment?.Dispose();
        await Playground.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>Runs an example in a new session of its own.</summary>
    internal Invocation Run(HelpExample example)
    {
        Prepare(example.Code);
        var host = new RecordingHost();
        if (!example.IsUnattended)
        {
            host.Recording.Answers.Enqueue(Passphrase);
            host.Recording.Answers.Enqueue(Passphrase);
        }

        using PowerShellHost session = PowerShellHost.WithModule(host);
        session.Runspace.SessionStateProxy.Path.SetLocation(Place("work"));
        Invocation run = session.Script(Relocate(example.Code), new() { ["drill"] = Playground.TargetProject });
        if (example.IsUnattended)
        {
            Assert.Empty(host.Recording.Choices);
            Assert.Empty(host.Recording.Prompts);
        }

        return run;
    }

    private void AddSecrets()
    {
        Add("/prod/db", "password", "one", "two");
        Add("/prod/api", "settings", """{"user":"svc","password":"p"}""");
        Add("/prod/api", "token", "t1");
        Add("/prod/web", "tls", "certificate");
        Add("/", "legacy", "l1");
    }

    private void Add(string folder, string name, params string[] values)
    {
        EmulatedSecret secret = Playground.Emulator.State.AddSecret(Playground.SourceProject, Playground.SourceRegion, folder, name, added => added.Tags.Add("critical"));
        foreach (string value in values)
        {
            Playground.Emulator.State.AddVersion(secret, Encoding.UTF8.GetBytes(value));
        }
    }

    private void PrepareStores()
    {
        PrepareStores(_plaintext, Playground.NewPlaintextStore(), Playground.NewPlaintextStore());
        PrepareStores(_encrypted, NewEncryptedStore(), NewEncryptedStore());
        Directory.CreateDirectory(Place("etc/scw"));
        foreach (string key in KeyFiles)
        {
            File.WriteAllText(Place($"etc/{key}"), Passphrase);
        }
    }

    private void PrepareStores(Dictionary<string, string> templates, PSObject vault, PSObject offsite)
    {
        templates["vault"] = templates["scw-2026"] = (string)vault.Properties["Location"].Value;
        templates["offsite"] = templates["scw-2027"] = (string)offsite.Properties["Location"].Value;
        string[] labels = ["monthly", "test"];
        Playground.Session.Invoke("Backup-ScwSecret", Playground.FromSource(("Store", vault), ("Label", labels), ("Environment", "staging")));
        Add("/prod/api", $"added{templates.Count + _encrypted.Count}", "a1");
        _ = Playground.Backup(vault);
        _ = Playground.Session.Invoke("Backup-ScwSecret", Playground.FromSource(("Store", vault), ("Environment", "production"))).Single;
        Playground.Session.Invoke("Close-ScwStore", input: [vault, offsite]);
    }

    private PSObject NewEncryptedStore() =>
        Playground.Session.Invoke("New-ScwStore", new() { ["Path"] = _folder.Fresh(), ["Passphrase"] = Playground.Secure(Passphrase) }).Single;

    private void Prepare(string code)
    {
        // Deriving a key takes a second: only examples that give a key file get encrypted stores.
        bool isEncrypted = code.Contains("KeyFile", StringComparison.Ordinal);
        Dictionary<string, string> before = _templates;
        _templates = isEncrypted ? _encrypted : _plaintext;
        Clear(keepsStores: _templates == before);
        Directory.CreateDirectory(Place("home"));
        Directory.CreateDirectory(Place("work"));
        foreach ((string name, string template) in _templates.Where(store => code.Contains(store.Key, StringComparison.Ordinal) || code.StartsWith("Get-ScwStore |", StringComparison.Ordinal)))
        {
            if (!Directory.Exists(Place($"backup/{name}")))
            {
                Copy(template, Place($"backup/{name}"));
            }
        }

        File.Delete(Path.Combine(_folder.Path, "config.json"));
        Register("ScwSource", "prod", Playground.SourceProject, Playground.SourceRegion);
        Register("ScwDestination", "prod", Playground.SourceProject, Playground.SourceRegion);
        Register("ScwDestination", "drill", Playground.TargetProject, Playground.TargetRegion);
        foreach (string name in Registered)
        {
            var store = new Dictionary<string, object?> { ["Name"] = name, ["Path"] = Place($"backup/{name}") };
            if (isEncrypted)
            {
                store["KeyFile"] = Place($"etc/scw/{name}.key");
            }

            Invoke("Register-ScwStore", store);
        }

        if (code.Contains("-Plan ./plan.xml", StringComparison.Ordinal))
        {
            PSObject plan = Playground.Session.Invoke("New-ScwRestorePlan", new() { ["Store"] = "vault", ["Destination"] = "drill" }).Single;
            File.WriteAllText(Place("work/plan.xml"), PSSerializer.Serialize(plan));
        }
    }

    // A store has 512 folders: one that the example before did not write to stays.
    private void Clear(bool keepsStores)
    {
        foreach (string place in Changing.Select(Place).Where(Directory.Exists).SelectMany(Directory.EnumerateDirectories))
        {
            if (!keepsStores || !_templates.TryGetValue(Path.GetFileName(place), out string? template) || !Files(place).SequenceEqual(Files(template)))
            {
                Directory.Delete(place, recursive: true);
            }
        }
    }

    private static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file)).Order(StringComparer.Ordinal);

    private void Register(string noun, string name, string project, string region) =>
        Invoke($"Register-{noun}", new() { ["Name"] = name, ["ProjectId"] = project, ["Region"] = region });

    private void Invoke(string command, Dictionary<string, object?> parameters)
    {
        Invocation done = Playground.Session.Invoke(command, parameters);
        Assert.True(done.TerminatingError is null && done.Errors.Count == 0, $"{command}: {done.TerminatingError}");
    }

    private string Relocate(string code) => code
        .Replace("./artifacts/ScwSecretBackup", BuiltModule.Folder, StringComparison.Ordinal)
        .Replace("/var/backups/", Place("backup/"), StringComparison.Ordinal)
        .Replace("~/", Place("home/"), StringComparison.Ordinal)
        .Replace("'/backup/", $"'{Place("backup/")}", StringComparison.Ordinal)
        .Replace(" /backup/", $" {Place("backup/")}", StringComparison.Ordinal)
        .Replace("'/etc/", $"'{Place("etc/")}", StringComparison.Ordinal)
        .Replace(" /etc/", $" {Place("etc/")}", StringComparison.Ordinal);

    private string Place(string name) => Path.Combine(_folder.Path, name);

    private static void Copy(string from, string to)
    {
        foreach (string directory in Directory.EnumerateDirectories(from, "*", SearchOption.AllDirectories).Prepend(from))
        {
            Directory.CreateDirectory(Path.Combine(to, Path.GetRelativePath(from, directory)));
        }

        foreach (string file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            File.Copy(file, Path.Combine(to, Path.GetRelativePath(from, file)));
        }
    }
}
