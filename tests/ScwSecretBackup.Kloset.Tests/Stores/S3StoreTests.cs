using ScwSecretBackup.Kloset.Storage;
using ScwSecretBackup.Kloset.Storage.S3;
using ScwSecretBackup.Kloset.Tests.Storage.S3;

namespace ScwSecretBackup.Kloset.Tests.Stores;

public sealed class S3StoreTests : StoreContractTests
{
    internal override Func<IStorage> NewPlace()
    {
        S3StorageOptions options = S3Places.New();
        return () => new S3Storage(options);
    }
}
