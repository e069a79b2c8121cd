using System.Collections.Concurrent;
using ScwSecretBackup.Kloset.Storage;

namespace ScwSecretBackup.Kloset.Tests.Caching;

/// <summary>Notes every file that is fetched, wholly or in part, and every area that is listed.</summary>
internal sealed class CountingStorage(IStorage inner) : IStorage
{
    private readonly ConcurrentQueue<StorageKey> _fetched = new();
    private readonly ConcurrentQueue<StorageArea> _listed = new();

    public string Location => inner.Location;

    public IReadOnlyCollection<StorageKey> Fetched => _fetched;

    public IReadOnlyCollection<StorageArea> Listed => _listed;

    public IEnumerable<Mac> FetchedStates => _fetched.Where(key => key.Area == StorageArea.State).Select(key => key.Id);

    public Task InitializeAsync(CancellationToken cancellationToken) => inner.InitializeAsync(cancellationToken);

    public IAsyncEnumerable<Mac> ListAsync(StorageArea area, CancellationToken cancellationToken)
    {
        _listed.Enqueue(area);
        return inner.ListAsync(area, cancellationToken);
    }

    public Task<long?> GetLengthAsync(StorageKey key, CancellationToken cancellationToken)
    {
        _fetched.Enqueue(key);
        return inner.GetLengthAsync(key, cancellationToken);
    }

    public Task<byte[]> ReadAsync(StorageKey key, int maxLength, CancellationToken cancellationToken)
    {
        _fetched.Enqueue(key);
        return inner.ReadAsync(key, maxLength, cancellationToken);
    }

    public Task ReadRangeAsync(StorageKey key, long offset, Memory<byte> destination, CancellationToken cancellationToken)
    {
        _fetched.Enqueue(key);
        return inner.ReadRangeAsync(key, offset, destination, cancellationToken);
    }

    public Task PutAsync(StorageKey key, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) => inner.PutAsync(key, content, cancellationToken);

    public Task<bool> TryPutNewAsync(StorageKey key, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        inner.TryPutNewAsync(key, content, cancellationToken);

    public Task DeleteAsync(StorageKey key, CancellationToken cancellationToken) => inner.DeleteAsync(key, cancellationToken);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
