using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using ScwSecretBackup.Kloset.Storage;

namespace ScwSecretBackup.Kloset.Tests.Repository;

/// <summary>A store in memory. Disposing keeps the files, so that a test can open the store again.</summary>
internal sealed class MemoryStorage : IStorage
{
    private readonly ConcurrentDictionary<StorageKey, byte[]> _files = new();

    public MemoryStorage()
    {
    }

    public MemoryStorage(IEnumerable<KeyValuePair<StorageKey, byte[]>> files) => _files = new(files);

    public string Location => "memory";

    /// <summary>Every file; may be changed.</summary>
    public IDictionary<StorageKey, byte[]> Files => _files;

    public long Length => _files.Values.Sum(file => (long)file.Length);

    public MemoryStorage Clone() => new(_files.Select(file => KeyValuePair.Create(file.Key, file.Value.ToArray())));

    public Task InitializeAsync(CancellationToken cancellationToken) =>
        _files.IsEmpty ? Task.CompletedTask : throw new KlosetStorageException("memory is not empty");

    public async IAsyncEnumerable<Mac> ListAsync(StorageArea area, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        foreach (StorageKey key in _files.Keys.Where(key => key.Area == area))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return key.Id;
        }
    }

    public Task<long?> GetLengthAsync(StorageKey key, CancellationToken cancellationToken) =>
        Task.FromResult(_files.TryGetValue(key, out byte[]? file) ? file.Length : default(long?));

    public async Task<byte[]> ReadAsync(StorageKey key, int maxLength, CancellationToken cancellationToken)
    {
        await Task.Yield();
        byte[] file = Get(key);
        return file.Length <= maxLength ? file.ToArray() : throw new KlosetFormatException($"{key} is too long.");
    }

    public async Task ReadRangeAsync(StorageKey key, long offset, Memory<byte> destination, CancellationToken cancellationToken)
    {
        await Task.Yield();
        byte[] file = Get(key);
        if (offset > file.Length || file.Length - offset < destination.Length)
        {
            throw new KlosetFormatException($"{key} is too short.");
        }

        file.AsMemory((int)offset, destination.Length).CopyTo(destination);
    }

    public async Task PutAsync(StorageKey key, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        _files[key] = content.ToArray();
    }

    public async Task<bool> TryPutNewAsync(StorageKey key, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        await Task.Yield();
        return _files.TryAdd(key, content.ToArray());
    }

    public Task DeleteAsync(StorageKey key, CancellationToken cancellationToken)
    {
        _files.TryRemove(key, out _);
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private byte[] Get(StorageKey key) => _files.TryGetValue(key, out byte[]? file) ? file : throw new KlosetStorageException($"{key} does not exist.");
}
