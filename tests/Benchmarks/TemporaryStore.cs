using System.Text;
using ScwSecretBackup.Kloset.Caching;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Storage;

namespace Benchmarks;

/// <summary>An encrypted store in a temporary folder that disappears with it.</summary>
internal sealed class TemporaryStore : IDisposable
{
    /// <summary>A key derivation that costs next to nothing, where it is not what is measured.</summary>
    public static readonly StoreCreationOptions CheapKey = new() { KdfMemoryKiB = 64, KdfIterations = 1 };

    private static readonly byte[] Passphrase = Encoding.UTF8.GetBytes("benchmark passphrase");

    public string Folder { get; } = Directory.CreateTempSubdirectory("scw-benchmark-").FullName;

    public Task<KlosetStore> CreateAsync(StoreCreationOptions options, CancellationToken cancellationToken) =>
        KlosetStore.CreateAsync(new FileStorage(Path.Combine(Folder, "store")), Passphrase, options, TimeProvider.System, cancellationToken);

    public Task<KlosetStore> OpenAsync(CancellationToken cancellationToken) => OpenAsync(cache: null, cancellationToken);

    public Task<KlosetStore> OpenAsync(StateCache? cache, CancellationToken cancellationToken) =>
        KlosetStore.OpenAsync(new FileStorage(Path.Combine(Folder, "store")), Passphrase, cache, TimeProvider.System, cancellationToken);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
