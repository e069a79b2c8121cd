using ScwSecretBackup.Kloset.Storage;
using ScwSecretBackup.Kloset.Storage.S3;

namespace ScwSecretBackup.Infrastructure;

/// <summary>Where a store is or will be: a folder or an address of S3, as the user wrote it and resolved.</summary>
/// <param name="Location">Absolute path or address, for messages.</param>
/// <param name="Folder">The folder, or null on S3.</param>
/// <param name="CreateStorage">Makes the storage; makes no request.</param>
/// <param name="IsFreeAsync">Whether a new store fits in.</param>
internal sealed record StorePlace(string Location, string? Folder, Func<IStorage> CreateStorage, Func<CancellationToken, Task<bool>> IsFreeAsync)
{
    /// <summary>Resolves what the user wrote; looks at nothing.</summary>
    public static StorePlace Resolve(EngineCommand command, string path, S3Parameters parameters)
    {
        if (S3Address.IsAddress(path))
        {
            return OnS3(S3Place.Resolve(command, path, parameters));
        }

        string folder = PathResolver.ToFileSystemPath(command, path);
        return new StorePlace(folder, folder, () => new FileStorage(folder), cancellationToken => new FileStorage(folder).IsFreeAsync(cancellationToken));
    }

    private static StorePlace OnS3(S3StorageOptions options) => new(
        options.Address.ToString(),
        Folder: null,
        () => new S3Storage(options),
        async cancellationToken =>
        {
            await using S3Storage storage = new(options);
            return await storage.IsFreeAsync(cancellationToken).ConfigureAwait(false);
        });
}
