using System.Text;
using ScwSecretBackup.Engine.Snapshots;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Snapshots;
using ScwSecretBackup.Kloset.Storage;
using Xunit;

namespace ScwSecretBackup.Engine.Tests.Support;

/// <summary>A real store in a temporary folder, for snapshots that the engine did not make.</summary>
internal sealed class StoreBed : IAsyncDisposable
{
    public const string Manifest = """{"counts":{"live_secrets":1,"secrets":1},"format":"scw-secrets/1","project_id":"p","region":"fr-par"}""";
    public const string Secret = """{"id":"11111111-aaaa-4aaa-8aaa-aaaaaaaaaaaa","name":"s","path":"/","project_id":"p","region":"fr-par","type":"opaque"}""";
    public const string Version = """{"capture":"captured","revision":1,"secret_id":"11111111-aaaa-4aaa-8aaa-aaaaaaaaaaaa","size":5,"status":"enabled"}""";

    private readonly string _folder;

    private StoreBed(KlosetStore store, string folder)
    {
        Store = store;
        _folder = folder;
    }

    public KlosetStore Store { get; }

    /// <summary>Whether the test damages the store; the end of every other test checks what was written.</summary>
    public bool ExpectsDamage { get; set; }

    public SnapshotCatalog Catalog => new(Store);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<StoreBed> StartAsync()
    {
        string folder = Path.Combine(Path.GetTempPath(), $"engine-{Guid.NewGuid():N}");
        KlosetStore store = await KlosetStore.CreateAsync(new FileStorage(folder), null, new StoreCreationOptions(), TimeProvider.System, Cancellation);
        return new StoreBed(store, folder);
    }

    /// <summary>Files of a sound snapshot of one secret, to be changed.</summary>
    public static Dictionary<string, string> SoundFiles() => new()
    {
        ["/manifest.json"] = Manifest,
        ["/s/@secret.json"] = Secret,
        ["/s/@versions/1"] = "value",
        ["/s/@versions/1.json"] = Version,
    };

    public Task<SnapshotHeader> WriteAsync(Dictionary<string, string> files, string type = "scaleway-secret", string directory = "/") =>
        WriteAsync(Store, files, type, directory);

    /// <summary>Writes a snapshot into any store.</summary>
    public static async Task<SnapshotHeader> WriteAsync(KlosetStore store, Dictionary<string, string> files, string type = "scaleway-secret", string directory = "/")
    {
        await using SnapshotWriter writer = await store.BeginSnapshotAsync(Cancellation);
        foreach ((string path, string content) in files)
        {
            StoredObject stored = await writer.WriteObjectAsync(Encoding.UTF8.GetBytes(content), null, Cancellation);
            writer.AddFile(path, stored, new NodeAttributes(0x180, DateTimeOffset.UnixEpoch));
        }

        return await writer.CommitAsync(
            new SnapshotDescription { ImporterType = type, ImporterOrigin = "fr-par/p", ImporterDirectory = directory }, Cancellation);
    }

    public async Task<IReadOnlyList<SnapshotSecret>> ReadAsync(SnapshotHeader snapshot) => await Catalog.ReadSecretsAsync(snapshot, Cancellation).ToListAsync(Cancellation);

    public async ValueTask DisposeAsync()
    {
        if (!ExpectsDamage)
        {
            await StoreAssert.ConformsAsync(Store);
        }

        await Store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
