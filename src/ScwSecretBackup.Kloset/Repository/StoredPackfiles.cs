using System.Collections.Concurrent;
using ScwSecretBackup.Kloset.Packfiles;
using ScwSecretBackup.Kloset.Storage;

namespace ScwSecretBackup.Kloset.Repository;

/// <summary>
/// The packfiles that the storage really has, as one listing says: a store may have lost some that its states still name. Reads no content.
/// Safe for concurrent use.
/// </summary>
internal sealed class StoredPackfiles
{
    private const long Missing = -1;

    private readonly IStorage _storage;
    private readonly ConcurrentDictionary<Mac, long> _lengths;

    private StoredPackfiles(IStorage storage, IEnumerable<KeyValuePair<Mac, long>> lengths)
    {
        _storage = storage;
        _lengths = new ConcurrentDictionary<Mac, long>(lengths);
    }

    /// <summary>Lists them. States that are to be compared with the listing have to be merged before it: packfiles are written first.</summary>
    public static async Task<StoredPackfiles> ListAsync(IStorage storage, CancellationToken cancellationToken)
    {
        List<KeyValuePair<Mac, long>> lengths = [];
        await foreach (StoredFile file in storage.ListFilesAsync(StorageArea.Packfile, cancellationToken).ConfigureAwait(false))
        {
            lengths.Add(new(file.Id, file.Length));
        }

        return new StoredPackfiles(storage, lengths);
    }

    /// <summary>Whether a packfile is there and reaches as far as a blob in it. One that came after the listing is looked for by its name.</summary>
    public async ValueTask<bool> HoldsAsync(BlobLocation location, CancellationToken cancellationToken)
    {
        if (!_lengths.TryGetValue(location.Packfile, out long length))
        {
            length = await _storage.GetLengthAsync(new StorageKey(StorageArea.Packfile, location.Packfile), cancellationToken).ConfigureAwait(false) ?? Missing;
            _lengths[location.Packfile] = length;
        }

        return location.Offset <= long.MaxValue - uint.MaxValue - PackfileFile.BlobAreaOffset
            && PackfileFile.BlobAreaOffset + (long)location.Offset + location.Length <= length;
    }
}
