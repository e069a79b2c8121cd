using System.Collections.Concurrent;
using ScwSecretBackup.Kloset.Packfiles;
using ScwSecretBackup.Kloset.Storage;

namespace ScwSecretBackup.Kloset.Repository;

/// <summary>
/// Reads ranges of packfiles in blocks and keeps the last few, still encoded: small blobs that were written together are read together,
/// which on object storage decides whether a listing takes one request or hundreds. Safe for concurrent use.
/// </summary>
internal sealed class PackfileBlocks : IDisposable
{
    private const int BlockSize = 256 * 1024;
    private const int MaxBlocks = 64;
    private const int Stripes = 16;

    private readonly IStorage _storage;
    private readonly ConcurrentDictionary<Mac, long> _lengths = new();
    private readonly Dictionary<(Mac Packfile, long Number), LinkedListNode<Block>> _blocks = [];
    private readonly LinkedList<Block> _recent = new();
    private readonly SemaphoreSlim[] _stripes = [.. Enumerable.Range(0, Stripes).Select(_ => new SemaphoreSlim(1))];

    public PackfileBlocks(IStorage storage) => _storage = storage;

    /// <summary>Encoded bytes at an offset of the blob area.</summary>
    /// <exception cref="KlosetFormatException">The packfile is missing or too short: the storage answers, and the store is damaged.</exception>
    public async Task<byte[]> ReadAsync(BlobLocation location, CancellationToken cancellationToken)
    {
        long fileLength = await GetLengthAsync(location.Packfile, cancellationToken).ConfigureAwait(false);
        if (location.Offset > long.MaxValue - uint.MaxValue - PackfileFile.BlobAreaOffset
            || PackfileFile.BlobAreaOffset + (long)location.Offset + location.Length > fileLength
            || location.Length > Array.MaxLength)
        {
            throw new KlosetFormatException(
                $"Packfile {location.Packfile} has {fileLength} bytes: too short for the {location.Length} bytes at offset {location.Offset} that the states name.");
        }

        long start = PackfileFile.BlobAreaOffset + (long)location.Offset;
        byte[] result = new byte[location.Length];
        if (result.Length > BlockSize)
        {
            await _storage.ReadRangeAsync(new StorageKey(StorageArea.Packfile, location.Packfile), start, result, cancellationToken).ConfigureAwait(false);
            return result;
        }

        for (int done = 0; done < result.Length;)
        {
            long position = start + done;
            byte[] block = await GetBlockAsync(location.Packfile, position / BlockSize, fileLength, cancellationToken).ConfigureAwait(false);
            int offset = (int)(position % BlockSize);
            int count = Math.Min(block.Length - offset, result.Length - done);
            block.AsSpan(offset, count).CopyTo(result.AsSpan(done));
            done += count;
        }

        return result;
    }

    public void Dispose()
    {
        foreach (SemaphoreSlim stripe in _stripes)
        {
            stripe.Dispose();
        }
    }

    private async Task<long> GetLengthAsync(Mac packfile, CancellationToken cancellationToken)
    {
        if (_lengths.TryGetValue(packfile, out long known))
        {
            return known;
        }

        long? length = await _storage.GetLengthAsync(new StorageKey(StorageArea.Packfile, packfile), cancellationToken).ConfigureAwait(false);
        return _lengths[packfile] = length
            ?? throw new KlosetFormatException($"Packfile {packfile} is missing from '{_storage.Location}'. Check the store, and restore the file from a copy of it.");
    }

    private async Task<byte[]> GetBlockAsync(Mac packfile, long number, long fileLength, CancellationToken cancellationToken)
    {
        // Readers of one block wait for the first of them instead of fetching it again.
        SemaphoreSlim stripe = _stripes[(uint)HashCode.Combine(packfile, number) % Stripes];
        await stripe.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (TryGetCached(packfile, number) is { } cached)
            {
                return cached;
            }

            long start = number * BlockSize;
            byte[] content = new byte[(int)Math.Min(BlockSize, fileLength - start)];
            await _storage.ReadRangeAsync(new StorageKey(StorageArea.Packfile, packfile), start, content, cancellationToken).ConfigureAwait(false);
            Cache(new Block(packfile, number, content));
            return content;
        }
        finally
        {
            stripe.Release();
        }
    }

    private byte[]? TryGetCached(Mac packfile, long number)
    {
        lock (_recent)
        {
            if (!_blocks.TryGetValue((packfile, number), out LinkedListNode<Block>? node))
            {
                return null;
            }

            _recent.Remove(node);
            _recent.AddFirst(node);
            return node.Value.Content;
        }
    }

    private void Cache(Block block)
    {
        lock (_recent)
        {
            _blocks[(block.Packfile, block.Number)] = _recent.AddFirst(block);
            if (_recent.Count > MaxBlocks)
            {
                Block oldest = _recent.Last!.Value;
                _recent.RemoveLast();
                _blocks.Remove((oldest.Packfile, oldest.Number));
            }
        }
    }

    private sealed record Block(Mac Packfile, long Number, byte[] Content);
}
