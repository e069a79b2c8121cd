using ScwSecretBackup.Kloset;
using ScwSecretBackup.Kloset.Storage;

namespace ScwSecretBackup.Engine.Tests.Support;

/// <summary>Counts what is read from a storage.</summary>
internal sealed class CountingStorage(IStorage inner) : IStorage
{
    private int _reads;

    public int Reads => _reads;

    public string Location => inner.Location;

    public void Reset() => _reads = 0;

    public Task InitializeAsync(CancellationToken cancellationToken) => inner.InitializeAsync(cancellationToken);

    public IAsyncEnumerable<Mac> ListAsync(StorageArea area, CancellationToken cancellationToken) => inner.ListAsync(area, cancellationToken);

    public Task<long?> GetLengthAsync(StorageKey key, CancellationToken cancellationToken) => inner.GetLengthAsync(key, cancellationToken);

    public Task<byte[]> ReadAsync(StorageKey key, int maxLength, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _reads);
        return inner.ReadAsync(key, maxLength, cancellationToken);
    }

    public Task ReadRangeAsync(StorageKey key, long offset, Memory<byte> destination, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _reads);
        return inner.ReadRangeAsync(key, offset, destination, cancellationToken);
    }

    public Task PutAsync(StorageKey key, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) => inner.PutAsync(key, content, cancellationToken);

    public Task<bool> TryPutNewAsync(StorageKey key, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        inner.TryPutNewAsync(key, content, cancellationToken);

    public Task DeleteAsync(StorageKey key, CancellationToken cancellationToken) => inner.DeleteAsync(key, cancellationToken);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
