using ScwSecretBackup.Kloset.Caching;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Storage;
using ScwSecretBackup.Kloset.Tests.Golden;

namespace ScwSecretBackup.Kloset.Tests.GoldenSnapshots;

/// <summary>A private copy of a golden store, deleted with the instance.</summary>
internal sealed class GoldenFolder : IDisposable
{
    private readonly GoldenStore _golden;

    private GoldenFolder(GoldenStore golden, string folder)
    {
        _golden = golden;
        Folder = folder;
    }

    public string Folder { get; }

    public static GoldenFolder Copy(string name)
    {
        GoldenStore golden = GoldenStores.Get(name);
        string folder = Directory.CreateTempSubdirectory("kloset-copy-").FullName;
        foreach (string source in Directory.EnumerateDirectories(golden.StoreFolder, "*", SearchOption.AllDirectories))
        {
            Directory.CreateDirectory(Path.Combine(folder, Path.GetRelativePath(golden.StoreFolder, source)));
        }

        foreach (string source in Directory.EnumerateFiles(golden.StoreFolder, "*", SearchOption.AllDirectories))
        {
            File.Copy(source, Path.Combine(folder, Path.GetRelativePath(golden.StoreFolder, source)));
        }

        return new GoldenFolder(golden, folder);
    }

    public Task<KlosetStore> OpenAsync(CancellationToken cancellationToken) =>
        OpenAsync(cache: null, cancellationToken);

    public Task<KlosetStore> OpenAsync(StateCache? cache, CancellationToken cancellationToken) => OpenAsync(new FileStorage(Folder), cache, cancellationToken);

    public Task<KlosetStore> OpenAsync(IStorage storage, StateCache? cache, CancellationToken cancellationToken) =>
        KlosetStore.OpenAsync(storage, _golden.Passphrase, cache, TimeProvider.System, cancellationToken);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
