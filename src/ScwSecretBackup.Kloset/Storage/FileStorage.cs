namespace ScwSecretBackup.Kloset.Storage;

/// <summary>A store in a local or mounted folder (FORMAT §11.1).</summary>
public sealed class FileStorage : IStorage
{
    /// <summary>Uses the folder at <paramref name="root"/>, an absolute path.</summary>
    public FileStorage(string root) => Location = root;

    /// <inheritdoc />
    public string Location { get; }

    /// <inheritdoc />
    public Task InitializeAsync(CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <inheritdoc />
    public IAsyncEnumerable<Mac> ListAsync(StorageArea area, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <inheritdoc />
    public Task<long?> GetLengthAsync(StorageKey key, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <inheritdoc />
    public Task<byte[]> ReadAsync(StorageKey key, int maxLength, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <inheritdoc />
    public Task ReadRangeAsync(StorageKey key, long offset, Memory<byte> destination, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <inheritdoc />
    public Task PutAsync(StorageKey key, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <inheritdoc />
    public Task<bool> TryPutNewAsync(StorageKey key, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <inheritdoc />
    public Task DeleteAsync(StorageKey key, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <inheritdoc />
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
