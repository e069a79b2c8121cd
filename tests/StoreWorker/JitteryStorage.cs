using System.Runtime.CompilerServices;
using ScwSecretBackup.Kloset;
using ScwSecretBackup.Kloset.Storage;

namespace StoreWorker;

/// <summary>Takes its time before every operation, so that processes meet in the middle of what they do, as they would over a network.</summary>
internal sealed class JitteryStorage(IStorage inner) : IStorage
{
    private const int MaxMilliseconds = 15;

    public string Location => inner.Location;

    public async Task InitializeAsync(CancellationToken cancellationToken)
    {
        await WaitAsync(cancellationToken);
        await inner.InitializeAsync(cancellationToken);
    }

    public async IAsyncEnumerable<Mac> ListAsync(StorageArea area, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await WaitAsync(cancellationToken);
        await foreach (Mac id in inner.ListAsync(area, cancellationToken))
        {
            yield return id;
        }
    }

    public async Task<long?> GetLengthAsync(StorageKey key, CancellationToken cancellationToken)
    {
        await WaitAsync(cancellationToken);
        return await inner.GetLengthAsync(key, cancellationToken);
    }

    public async Task<byte[]> ReadAsync(StorageKey key, int maxLength, CancellationToken cancellationToken)
    {
        await WaitAsync(cancellationToken);
        return await inner.ReadAsync(key, maxLength, cancellationToken);
    }

    public async Task ReadRangeAsync(StorageKey key, long offset, Memory<byte> destination, CancellationToken cancellationToken)
    {
        await WaitAsync(cancellationToken);
        await inner.ReadRangeAsync(key, offset, destination, cancellationToken);
    }

    public async Task PutAsync(StorageKey key, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        await WaitAsync(cancellationToken);
        await inner.PutAsync(key, content, cancellationToken);
    }

    public async Task<bool> TryPutNewAsync(StorageKey key, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        await WaitAsync(cancellationToken);
        return await inner.TryPutNewAsync(key, content, cancellationToken);
    }

    public async Task DeleteAsync(StorageKey key, CancellationToken cancellationToken)
    {
        await WaitAsync(cancellationToken);
        await inner.DeleteAsync(key, cancellationToken);
    }

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private static Task WaitAsync(CancellationToken cancellationToken) => Task.Delay(Random.Shared.Next(MaxMilliseconds), cancellationToken);
}
