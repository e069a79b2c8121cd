using ScwSecretBackup.Kloset.Storage;

namespace ScwSecretBackup.Kloset.Tests.Repository;

/// <summary>Passes everything on until a given operation, which fails, like all that come after it: a process that was killed. Unless told otherwise only writes count.</summary>
internal sealed class FaultyStorage : IStorage
{
    private readonly IStorage _inner;
    private readonly int _failAt;
    private readonly bool _writeBeforeFailing;
    private readonly bool _countsReads;
    private int _operations;

    /// <param name="inner">Takes the writes.</param>
    /// <param name="failAt">Number of the first operation that fails, from 1.</param>
    /// <param name="writeBeforeFailing">Whether that operation, if it is a write, happens all the same and only its answer is lost.</param>
    /// <param name="countsReads">Whether listings and reads count and fail too.</param>
    public FaultyStorage(IStorage inner, int failAt, bool writeBeforeFailing, bool countsReads = false)
    {
        _inner = inner;
        _failAt = failAt;
        _writeBeforeFailing = writeBeforeFailing;
        _countsReads = countsReads;
    }

    public string Location => _inner.Location;

    /// <summary>Whether an operation has failed.</summary>
    public bool HasFailed => _operations >= _failAt;

    public Task InitializeAsync(CancellationToken cancellationToken) => _inner.InitializeAsync(cancellationToken);

    public IAsyncEnumerable<Mac> ListAsync(StorageArea area, CancellationToken cancellationToken)
    {
        Read($"{area}");
        return _inner.ListAsync(area, cancellationToken);
    }

    public async Task<long?> GetLengthAsync(StorageKey key, CancellationToken cancellationToken)
    {
        Read($"{key}");
        return await _inner.GetLengthAsync(key, cancellationToken);
    }

    public async Task<byte[]> ReadAsync(StorageKey key, int maxLength, CancellationToken cancellationToken)
    {
        Read($"{key}");
        return await _inner.ReadAsync(key, maxLength, cancellationToken);
    }

    public async Task ReadRangeAsync(StorageKey key, long offset, Memory<byte> destination, CancellationToken cancellationToken)
    {
        Read($"{key}");
        await _inner.ReadRangeAsync(key, offset, destination, cancellationToken);
    }

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

    private void Read(string what)
    {
        if (_countsReads && Interlocked.Increment(ref _operations) >= _failAt)
        {
            throw new KlosetStorageException($"injected failure at {what}");
        }
    }

    private async Task WriteAsync(StorageKey key, Func<Task> write)
    {
        int number = Interlocked.Increment(ref _operations);
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
