using ScalewayEmulator;
using ScwSecretBackup.Engine.Backup;
using ScwSecretBackup.Engine.Restore;
using ScwSecretBackup.Engine.Restore.Journal;
using ScwSecretBackup.Engine.Snapshots;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Snapshots;
using ScwSecretBackup.Kloset.Storage;
using ScwSecretBackup.Scaleway.Configuration;
using ScwSecretBackup.Scaleway.SecretManager;
using Xunit;

namespace ScwSecretBackup.Engine.Tests.Support;

/// <summary>A real store in a temporary folder, the emulator over HTTP, and the real client between them and the engine.</summary>
internal sealed class TestBed : IAsyncDisposable
{
    public const string SourceProject = "11111111-1111-4111-8111-111111111111";
    public const string SourceRegion = "fr-par";
    public const string TargetProject = "22222222-2222-4222-8222-222222222222";
    public const string TargetRegion = "nl-ams";

    public static readonly string[] FullAccess = ["SecretManagerFullAccess"];

    private static readonly byte[] Passphrase = "a passphrase"u8.ToArray();

    private readonly List<IDisposable> _clients = [];
    private readonly string _folder;

    private TestBed(EmulatorServer server, KlosetStore store, string folder)
    {
        Server = server;
        Store = store;
        _folder = folder;
        Source = CreateClient(FullAccess, SourceRegion);
        Target = CreateClient(FullAccess, TargetRegion);
        Impatient = CreateClient(FullAccess, TargetRegion, maxRetries: 1);
    }

    public EmulatorServer Server { get; }

    public EmulatorState State => Server.State;

    public KlosetStore Store { get; }

    public ISecretManager Source { get; }

    public ISecretManager Target { get; }

    /// <summary>A client of the destination that gives up soon.</summary>
    public ISecretManager Impatient { get; }

    public string StoreFolder => _folder;

    /// <summary>Whether the test damages the store; the end of every other test checks what was written.</summary>
    public bool ExpectsDamage { get; set; }

    /// <summary>What restores remember between runs; null for nothing.</summary>
    public IRestoreJournal? Journal { get; set; }

    public SnapshotCatalog Catalog => new(Store);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Starts with an empty store. Random bytes are found as they are in the packfiles of one that is not encrypted.</summary>
    public static async Task<TestBed> StartAsync(bool encrypted = true)
    {
        string folder = Path.Combine(Path.GetTempPath(), $"engine-{Guid.NewGuid():N}");
        EmulatorServer server = await EmulatorServer.StartAsync(cancellationToken: Cancellation);
        var options = new StoreCreationOptions { KdfMemoryKiB = 64, KdfIterations = 1 };
        KlosetStore store = await KlosetStore.CreateAsync(new FileStorage(folder), encrypted ? Passphrase : default(ReadOnlyMemory<byte>?), options, TimeProvider.System, Cancellation);
        return new TestBed(server, store, folder);
    }

    public ISecretManager CreateClient(IReadOnlyCollection<string> permissionSets, string region, string? projectId = null, int maxRetries = 20)
    {
        var settings = new ScalewaySettings
        {
            SecretKey = new SecretKey(State.AddKey(permissionSets, projectId)),
            ProjectId = SourceProject,
            Region = region,
            ApiUrl = Server.BaseUrl,
        };
        var options = new SecretManagerClientOptions
        {
            BaseDelay = TimeSpan.FromMilliseconds(1),
            MaxDelay = TimeSpan.FromMilliseconds(5),
            MaxRetries = maxRetries,
            RequestTimeout = TimeSpan.FromSeconds(30),
        };
        var client = new SecretManagerClient(settings, options, TimeProvider.System);
        _clients.Add(client);
        return client;
    }

    /// <summary>Opens the store once more, with another clock or with a storage in between.</summary>
    public Task<KlosetStore> OpenStoreAgainAsync(TimeProvider? timeProvider = null, IStorage? storage = null) =>
        KlosetStore.OpenAsync(storage ?? new FileStorage(_folder), Passphrase, timeProvider ?? TimeProvider.System, Cancellation);

    public EmulatedSecret Seed(string path, string name, params byte[][] values)
    {
        EmulatedSecret secret = State.AddSecret(SourceProject, SourceRegion, path, name);
        foreach (byte[] value in values)
        {
            State.AddVersion(secret, value);
        }

        return secret;
    }

    public IReadOnlyList<EmulatedSecret> TargetSecrets() => State.ListSecrets(TargetProject, TargetRegion);

    public EmulatedSecret TargetSecret(string path, string name) => TargetSecrets().Single(secret => secret.Path == path && secret.Name == name);

    public Task<BackupPlan> PlanBackupAsync(Func<BackupRequest, BackupRequest>? change = null, ISecretManager? source = null)
    {
        var request = new BackupRequest { ProjectId = SourceProject };
        return new BackupPlanner(source ?? Source, Store).PlanAsync(change?.Invoke(request) ?? request, null, Cancellation);
    }

    public async Task<BackupResult> BackupAsync(Func<BackupRequest, BackupRequest>? change = null, ISecretManager? source = null)
    {
        BackupPlan plan = await PlanBackupAsync(change, source);
        return await new BackupRunner(source ?? Source, Store, TimeProvider.System).RunAsync(plan, null, Cancellation);
    }

    public async Task<IReadOnlyList<SnapshotSecret>> ReadAsync(string snapshotId = "latest")
    {
        SnapshotHeader header = await Catalog.ResolveAsync(snapshotId, Cancellation);
        return await Catalog.ReadSecretsAsync(header, Cancellation).ToListAsync(Cancellation);
    }

    public async Task<RestorePlan> PlanRestoreAsync(
        ConflictAction action = ConflictAction.Fail, ISecretManager? target = null, Func<RestoreRequest, RestoreRequest>? change = null)
    {
        var request = new RestoreRequest
        {
            Snapshot = await Catalog.ResolveAsync("latest", Cancellation),
            ProjectId = TargetProject,
            ConflictAction = action,
        };
        return await new RestorePlanner(Store, target ?? Target, TimeProvider.System, Journal).PlanAsync(change?.Invoke(request) ?? request, null, Cancellation);
    }

    public async Task<IReadOnlyList<RestoreItemResult>> RunRestoreAsync(RestorePlan plan, ISecretManager? target = null)
    {
        var settling = new SettlingPolicy(10, TimeSpan.FromMilliseconds(0.1));
        return await new RestoreRunner(Store, target ?? Target, TimeProvider.System, settling, Journal).RunAsync(plan, null, Cancellation).ToListAsync(Cancellation);
    }

    public async Task<IReadOnlyList<RestoreItemResult>> RestoreAsync(
        ConflictAction action = ConflictAction.Fail, ISecretManager? target = null, Func<RestoreRequest, RestoreRequest>? change = null) =>
        await RunRestoreAsync(await PlanRestoreAsync(action, target, change), target);

    public int CallsOf(string operation) => Server.Calls.Count(call => call.Operation == operation);

    public async ValueTask DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        if (!ExpectsDamage)
        {
            await StoreAssert.ConformsAsync(Store);
        }

        await Store.DisposeAsync();
        await Server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
