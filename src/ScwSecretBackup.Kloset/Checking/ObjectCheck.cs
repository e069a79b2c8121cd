using ScwSecretBackup.Kloset.Envelopes;
using ScwSecretBackup.Kloset.Objects;
using ScwSecretBackup.Kloset.Repository;

namespace ScwSecretBackup.Kloset.Checking;

/// <summary>Checks objects with their chunks, each object once (FORMAT §6.3, §6.4).</summary>
internal sealed class ObjectCheck
{
    private readonly KlosetStore _store;
    private readonly ObjectReader _objects;
    private readonly IReadOnlyDictionary<Mac, int> _chunkLengths;
    private readonly Dictionary<Mac, ObjectRecord> _checked = [];

    /// <param name="store">The store.</param>
    /// <param name="chunkLengths">Chunks that are known to be intact.</param>
    public ObjectCheck(KlosetStore store, IReadOnlyDictionary<Mac, int> chunkLengths)
    {
        _store = store;
        _objects = new ObjectReader(store.Blobs, store.Codec.Mac);
        _chunkLengths = chunkLengths;
    }

    public ObjectReader Reader => _objects;

    /// <summary>The object's record, checked.</summary>
    /// <exception cref="KlosetFormatException">The object or its content is damaged or missing.</exception>
    public async Task<ObjectRecord> RunAsync(Mac id, FindingList findings, CancellationToken cancellationToken)
    {
        if (_checked.TryGetValue(id, out ObjectRecord? known))
        {
            return known;
        }

        ObjectRecord record = await _objects.ReadRecordAsync(id, cancellationToken).ConfigureAwait(false);
        WarnUnlessLive(new BlobKey(ResourceType.Object, id), findings);
        foreach (ChunkRecord chunk in record.Chunks)
        {
            WarnUnlessLive(new BlobKey(ResourceType.Chunk, chunk.ContentMac), findings);
        }

        // One chunk that is intact, has the right length and the MAC of the whole needs no second reading.
        if (record.Chunks is not [var only] || only.ContentMac != record.ContentMac || _chunkLengths.GetValueOrDefault(only.ContentMac, -1) != only.Length)
        {
            await foreach (ReadOnlyMemory<byte> _ in _objects.ReadChunksAsync(id, record, cancellationToken).ConfigureAwait(false))
            {
            }
        }

        _checked.Add(id, record);
        return record;
    }

    private void WarnUnlessLive(BlobKey key, FindingList findings)
    {
        if (!_store.Index.IsLive(key.Type, key.Id) && _store.Index.Find(key.Type, key.Id).Count > 0)
        {
            findings.Warning($"{key} is only in packfiles that are marked for deletion.");
        }
    }
}
