using ScwSecretBackup.Kloset.Storage;

namespace ScwSecretBackup.Kloset.Tests.Stores;

public sealed class FileStoreTests : StoreContractTests, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kloset-stores-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    internal override Func<IStorage> NewPlace()
    {
        string root = Path.Combine(_folder, Guid.NewGuid().ToString("N"));
        return () => new FileStorage(root);
    }
}
