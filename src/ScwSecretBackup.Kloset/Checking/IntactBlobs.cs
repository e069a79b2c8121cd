using System.Collections.Concurrent;
using ScwSecretBackup.Kloset.Envelopes;
using ScwSecretBackup.Kloset.Packfiles;
using ScwSecretBackup.Kloset.Repository;

namespace ScwSecretBackup.Kloset.Checking;

/// <summary>
/// What the check of the packfiles found intact, so that the check of the snapshots needs no second reading: chunks with their lengths, and
/// the records of files. A blob counts only where the states have it, because nobody reads it elsewhere. Safe for concurrent use.
/// </summary>
internal sealed class IntactBlobs
{
    // Some 400 bytes each; beyond it records are read again.
    private const int MaxRecords = 200_000;

    private readonly StoreIndex _index;
    private readonly ConcurrentDictionary<BlobKey, Place> _places = new();
    private int _records;

    public IntactBlobs(StoreIndex index) => _index = index;

    /// <param name="packfile">Name of the packfile.</param>
    /// <param name="entry">What its index says of the chunk.</param>
    /// <param name="length">Bytes of plaintext.</param>
    public void AddChunk(Mac packfile, PackfileIndexEntry entry, int length) => Add(packfile, entry, length, record: null);

    /// <param name="packfile">Name of the packfile.</param>
    /// <param name="entry">What its index says of the blob.</param>
    /// <param name="record">The record that the blob holds.</param>
    public void AddRecord(Mac packfile, PackfileIndexEntry entry, object record)
    {
        if (Interlocked.Increment(ref _records) <= MaxRecords)
        {
            Add(packfile, entry, length: 0, record);
        }
    }

    /// <summary>Length of a chunk; null when it was not found intact.</summary>
    public int? FindChunk(Mac id) => Find(ResourceType.Chunk, id)?.Length;

    /// <summary>A record; null when it was not found intact.</summary>
    public TRecord? FindRecord<TRecord>(ResourceType type, Mac id)
        where TRecord : class => Find(type, id)?.Record as TRecord;

    private void Add(Mac packfile, PackfileIndexEntry entry, int length, object? record) =>
        _places[new BlobKey(entry.Type, entry.Blob)] = new Place(packfile, entry.Offset, length, record);

    private Place? Find(ResourceType type, Mac id) =>
        _places.TryGetValue(new BlobKey(type, id), out Place place)
        && _index.Find(type, id).Any(location => location.Packfile == place.Packfile && location.Offset == place.Offset)
            ? place
            : null;

    private readonly record struct Place(Mac Packfile, ulong Offset, int Length, object? Record);
}
