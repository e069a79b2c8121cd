namespace ScwSecretBackup.Kloset.Repository;

/// <summary>
/// A set of hundreds of thousands of blobs, in shards so small that growing copies little and no array is a large object.
/// Safe for concurrent use.
/// </summary>
internal sealed class BlobKeySet
{
    private const int ShardCount = 256;

    private readonly HashSet<BlobKey>[] _shards = [.. Enumerable.Range(0, ShardCount).Select(_ => new HashSet<BlobKey>())];

    public bool Contains(BlobKey key)
    {
        HashSet<BlobKey> shard = ShardOf(key);
        lock (shard)
        {
            return shard.Contains(key);
        }
    }

    /// <summary>False when it was there already.</summary>
    public bool Add(BlobKey key)
    {
        HashSet<BlobKey> shard = ShardOf(key);
        lock (shard)
        {
            return shard.Add(key);
        }
    }

    /// <summary>All keys, shard by shard, as they are when their shard's turn comes.</summary>
    public IEnumerable<BlobKey> Keys()
    {
        foreach (HashSet<BlobKey> shard in _shards)
        {
            BlobKey[] keys;
            lock (shard)
            {
                keys = [.. shard];
            }

            foreach (BlobKey key in keys)
            {
                yield return key;
            }
        }
    }

    public void Clear()
    {
        foreach (HashSet<BlobKey> shard in _shards)
        {
            lock (shard)
            {
                shard.Clear();
                shard.TrimExcess();
            }
        }
    }

    private HashSet<BlobKey> ShardOf(BlobKey key) => _shards[key.Id.Shard];
}
