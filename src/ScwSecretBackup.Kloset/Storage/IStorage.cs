using System.Runtime.CompilerServices;

namespace ScwSecretBackup.Kloset.Storage;

/// <summary>
/// Where the files of a store live. Every put is atomic: a reader sees the whole file under its name, or nothing.
/// Failures surface as <see cref="KlosetStorageException"/>. Implementations are safe for concurrent use.
/// </summary>
public interface IStorage : IAsyncDisposable
{
    /// <summary>Where the store is, for messages: a folder path or an address, never a credential.</summary>
    string Location { get; }

    /// <summary>Makes the place ready for a new store (folders, bucket).</summary>
    /// <exception cref="KlosetStorageException">The place already holds something.</exception>
    Task InitializeAsync(CancellationToken cancellationToken);

    /// <summary>Lists the identifiers of an area, in no particular order; foreign names are ignored.</summary>
    IAsyncEnumerable<Mac> ListAsync(StorageArea area, CancellationToken cancellationToken);

    /// <summary>Lists the files of an area with their lengths, in no particular order; one that is deleted meanwhile may be left out.</summary>
    async IAsyncEnumerable<StoredFile> ListFilesAsync(StorageArea area, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (Mac id in ListAsync(area, cancellationToken).ConfigureAwait(false))
        {
            if (await GetLengthAsync(new StorageKey(area, id), cancellationToken).ConfigureAwait(false) is { } length)
            {
                yield return new StoredFile(id, length);
            }
        }
    }

    /// <summary>Length of a file in bytes, or null when there is no such file.</summary>
    Task<long?> GetLengthAsync(StorageKey key, CancellationToken cancellationToken);

    /// <summary>Reads a whole file of at most <paramref name="maxLength"/> bytes.</summary>
    /// <exception cref="KlosetStorageException">No such file, or the storage failed.</exception>
    /// <exception cref="KlosetFormatException">The file is longer than <paramref name="maxLength"/>.</exception>
    Task<byte[]> ReadAsync(StorageKey key, int maxLength, CancellationToken cancellationToken);

    /// <summary>Fills <paramref name="destination"/> from <paramref name="offset"/> (bytes from the start of the file).</summary>
    /// <exception cref="KlosetFormatException">The file ends before the destination is full.</exception>
    Task ReadRangeAsync(StorageKey key, long offset, Memory<byte> destination, CancellationToken cancellationToken);

    /// <summary>Writes a file durably and atomically, replacing one of the same name.</summary>
    Task PutAsync(StorageKey key, ReadOnlyMemory<byte> content, CancellationToken cancellationToken);

    /// <summary>Like <see cref="PutAsync"/>, but does nothing and returns false when the file exists.</summary>
    Task<bool> TryPutNewAsync(StorageKey key, ReadOnlyMemory<byte> content, CancellationToken cancellationToken);

    /// <summary>Deletes a file; a missing one is no error.</summary>
    Task DeleteAsync(StorageKey key, CancellationToken cancellationToken);
}
