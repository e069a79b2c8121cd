using ScwSecretBackup.Kloset.Storage;

namespace ScwSecretBackup.Kloset.Tests.Repository;

/// <summary>Passes everything on until a given write, which fails, like all that come after it: a process that was killed.</summary>
internal sealed class FaultyStorage : IStorage
{
    private readonly IStorage _inner;
    private readonly int _failAt;
    private readonly bool _writeBeforeFailing;
    private int _writes;

    /// <param name="inner">Takes the writes.</param>
    /// <param name="failAt">Number of the first write that fails, from 1.</param>
    /// <param name="writeBeforeFailing">Whether that write happens all the same and only its answer is lost.</param>
    public FaultyStorage(IStorage inner, int failAt, bool writeBeforeFailing)
    {
        _inner = inner;
        _failAt = failAt;
        _writeBeforeFailing = writeBeforeFailing;
    }

    public string Location => _inner.Location;

    /// <summary>Whether a write has failed.</summary>
    public bool HasFailed => _writes >= _failAt;

    public Task InitializeAsync(CancellationToken cancellationToken) => _inner.InitializeAsync(cancellationToken);

    public IAsyncEnumerable<Mac> ListAsync(StorageArea area, CancellationToken cancellationToken) => _inner.ListAsync(area, cancellationToken);

    public Task<long?> GetLengthAsync(StorageKey key, CancellationToken cancellationToken) => _inner.GetLengthAsync(key, cancellationToken);

    public Task<byte[]> ReadAsync(StorageKey key, int maxLength, CancellationToken cancellationToken) => _inner.ReadAsync(key, maxLength, cancellationToken);

    public Task ReadRangeAsync(StorageKey key, long offset, Memory<byte> destination, CancellationToken cancellationToken) => _inner.ReadRangeAsync(key, offset, destination, cancellationToken);

    public Task PutAsync(StorageKey key, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        WriteAsync(key, () => _inner.PutAsync(key, content, cancellationToken));

    public async Task<bool> TryPutNewAsync(StorageKey key, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        bool done = false;
        await WriteAsync(key, async () => done = await _inner.TryPutNewAsync(key, content, cancellationToken));
        return done;
    }

    public Task DeleteAsync(StorageKey key, CancellationToken cancellationToken) => WriteAsync(key, () => _inner.DeleteAsync(key, cancellationToken));

    public ValueTask DisposeAsync() => _inner.DisposeAsync();

    private async Task WriteAsync(StorageKey key, Func<Task> write)
    {
        int number = Interlocked.Increment(ref _writes);
        if (number < _failAt || (number == _failAt && _writeBeforeFailing))
        {
            await write();
        }

        if (number >= _failAt)
        {
            throw new KlosetStorageException($"injected failure at {key}");
        }
    }
}
