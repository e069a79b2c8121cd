using System.Text;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Storage;

namespace Benchmarks;

/// <summary>An encrypted store in a temporary folder that disappears with it.</summary>
internal sealed class TemporaryStore : IDisposable
{
    private static readonly byte[] Passphrase = Encoding.UTF8.GetBytes("benchmark passphrase");

    public string Folder { get; } = Directory.CreateTempSubdirectory("scw-benchmark-").FullName;

    public Task<KlosetStore> CreateAsync(StoreCreationOptions options, CancellationToken cancellationToken) =>
        KlosetStore.CreateAsync(new FileStorage(Path.Combine(Folder, "store")), Passphrase, options, TimeProvider.System, cancellationToken);

    public Task<KlosetStore> OpenAsync(CancellationToken cancellationToken) =>
        KlosetStore.OpenAsync(new FileStorage(Path.Combine(Folder, "store")), Passphrase, TimeProvider.System, cancellationToken);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
