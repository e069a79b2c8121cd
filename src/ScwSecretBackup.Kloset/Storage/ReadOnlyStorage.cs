namespace ScwSecretBackup.Kloset.Storage;

/// <summary>Passes reads on and refuses every write: for looking at a store without any risk to it.</summary>
public sealed class ReadOnlyStorage : IStorage
{
    private readonly IStorage _inner;

    /// <summary>Wraps <paramref name="inner"/> and disposes it in the end.</summary>
    public ReadOnlyStorage(IStorage inner) => _inner = inner;

    /// <inheritdoc />
    public string Location => _inner.Location;

    /// <inheritdoc />
    public Task InitializeAsync(CancellationToken cancellationToken) => Refuse<object>("create a store");

    /// <inheritdoc />
    public IAsyncEnumerable<Mac> ListAsync(StorageArea area, CancellationToken cancellationToken) => _inner.ListAsync(area, cancellationToken);

    /// <inheritdoc />
    public IAsyncEnumerable<StoredFile> ListFilesAsync(StorageArea area, CancellationToken cancellationToken) => _inner.ListFilesAsync(area, cancellationToken);

    /// <inheritdoc />
    public Task<long?> GetLengthAsync(StorageKey key, CancellationToken cancellationToken) => _inner.GetLengthAsync(key, cancellationToken);

    /// <inheritdoc />
    public Task<byte[]> ReadAsync(StorageKey key, int maxLength, CancellationToken cancellationToken) => _inner.ReadAsync(key, maxLength, cancellationToken);

    /// <inheritdoc />
    public Task ReadRangeAsync(StorageKey key, long offset, Memory<byte> destination, CancellationToken cancellationToken) =>
        _inner.ReadRangeAsync(key, offset, destination, cancellationToken);

    /// <inheritdoc />
    public Task PutAsync(StorageKey key, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) => Refuse<object>($"write {key}");

    /// <inheritdoc />
    public Task<bool> TryPutNewAsync(StorageKey key, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) => Refuse<bool>($"write {key}");

    /// <inheritdoc />
    public Task DeleteAsync(StorageKey key, CancellationToken cancellationToken) => Refuse<object>($"delete {key}");

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _inner.DisposeAsync();

    private Task<T> Refuse<T>(string action) =>
        Task.FromException<T>(new KlosetStorageException($"Can't {action}: the store at '{Location}' is open for reading only. Open it for writing first.", StorageFailure.AccessDenied));
}
