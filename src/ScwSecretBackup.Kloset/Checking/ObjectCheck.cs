using System.Collections.Concurrent;
using ScwSecretBackup.Kloset.Envelopes;
using ScwSecretBackup.Kloset.Objects;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Snapshots;

namespace ScwSecretBackup.Kloset.Checking;

/// <summary>Checks objects with their chunks, each object once (FORMAT §6.3, §6.4). Safe for concurrent use.</summary>
internal sealed class ObjectCheck
{
    private readonly KlosetStore _store;
    private readonly IntactBlobs _intact;
    private readonly bool _structureOnly;
    private readonly ConcurrentDictionary<Mac, Lazy<Task<CheckedObject>>> _checked = new();

    /// <param name="store">The store.</param>
    /// <param name="intact">What is known to be intact.</param>
    /// <param name="structureOnly">Whether it is enough that the chunks are there.</param>
    public ObjectCheck(KlosetStore store, IntactBlobs intact, bool structureOnly)
    {
        _store = store;
        Reader = new ObjectReader(store.Blobs, store.Codec.Mac);
        _intact = intact;
        _structureOnly = structureOnly;
    }

    public ObjectReader Reader { get; }

    /// <summary>The object, checked. What was found out once, be it an error, is not looked at again.</summary>
    /// <exception cref="KlosetFormatException">The object or its content is damaged or missing.</exception>
    public Task<CheckedObject> RunAsync(Mac id, FindingList findings, CancellationToken cancellationToken) =>
        _checked.GetOrAdd(id, _ => new Lazy<Task<CheckedObject>>(() => CheckAsync(id, findings, cancellationToken))).Value;

    /// <summary>An entry that is known to be intact, else null.</summary>
    public EntryRecord? FindEntry(Mac id) => _intact.FindRecord<EntryRecord>(ResourceType.VfsEntry, id);

    private async Task<CheckedObject> CheckAsync(Mac id, FindingList findings, CancellationToken cancellationToken)
    {
        ObjectRecord record = _intact.FindRecord<ObjectRecord>(ResourceType.Object, id)
            ?? await Reader.ReadRecordAsync(id, cancellationToken).ConfigureAwait(false);
        WarnUnlessLive(new BlobKey(ResourceType.Object, id), findings);
        foreach (ChunkRecord chunk in record.Chunks)
        {
            WarnUnlessLive(new BlobKey(ResourceType.Chunk, chunk.ContentMac), findings);
        }

        if (_structureOnly)
        {
            RequireChunks(id, record);
        }
        else if (!IsKnownIntact(record))
        {
            await foreach (ReadOnlyMemory<byte> _ in Reader.ReadChunksAsync(id, record, cancellationToken).ConfigureAwait(false))
            {
            }
        }

        return new CheckedObject(record.ContentMac, record.Size, record.Chunks.Count, record.ContentType);
    }

    /// <summary>One chunk that is intact, has the right length and the MAC of the whole needs no second reading.</summary>
    private bool IsKnownIntact(ObjectRecord record) =>
        record.Chunks is [var only] && only.ContentMac == record.ContentMac && _intact.FindChunk(only.ContentMac) == (int)only.Length;

    private void RequireChunks(Mac id, ObjectRecord record)
    {
        foreach (ChunkRecord chunk in record.Chunks)
        {
            if (_store.Index.Find(ResourceType.Chunk, chunk.ContentMac).Count == 0)
            {
                throw new KlosetFormatException($"Chunk {chunk.ContentMac} of object {id} is not in the store.");
            }
        }
    }

    private void WarnUnlessLive(BlobKey key, FindingList findings)
    {
        if (!_store.Index.IsLive(key.Type, key.Id) && _store.Index.Find(key.Type, key.Id).Count > 0)
        {
            findings.Warning($"{key} is only in packfiles that are marked for deletion.");
        }
    }
}
