using System.Buffers;
using System.Runtime.CompilerServices;
using ScwSecretBackup.Kloset.Envelopes;
using ScwSecretBackup.Kloset.Hashing;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Memory;

namespace ScwSecretBackup.Kloset.Objects;

/// <summary>Reads content chunk by chunk and verifies it, each chunk and the whole. Safe for concurrent use.</summary>
internal sealed class ObjectReader
{
    private readonly IBlobSource _blobs;
    private readonly IStoreMac _mac;

    public ObjectReader(IBlobSource blobs, IStoreMac mac)
    {
        _blobs = blobs;
        _mac = mac;
    }

    public async Task<ObjectRecord> ReadRecordAsync(Mac id, CancellationToken cancellationToken)
    {
        using IMemoryOwner<byte> blob = await _blobs.ReadAsync(ResourceType.Object, id, cancellationToken).ConfigureAwait(false);
        return ObjectRecord.Decode(blob.Memory.Span);
    }

    /// <summary>Reads the whole content into pinned memory.</summary>
    /// <exception cref="KlosetFormatException">The content is damaged or longer than <paramref name="maxLength"/>.</exception>
    public async Task<IMemoryOwner<byte>> ReadAsync(Mac id, int maxLength, CancellationToken cancellationToken)
    {
        ObjectRecord record = await ReadRecordAsync(id, cancellationToken).ConfigureAwait(false);
        if (record.Size > maxLength)
        {
            throw new KlosetFormatException($"Object {id} has {record.Size} bytes; at most {maxLength} were expected.");
        }

        PinnedMemoryOwner content = new((int)record.Size);
        try
        {
            int done = 0;
            await foreach (ReadOnlyMemory<byte> chunk in ReadChunksAsync(id, record, cancellationToken).ConfigureAwait(false))
            {
                chunk.CopyTo(content.Memory[done..]);
                done += chunk.Length;
            }

            return content;
        }
        catch
        {
            content.Dispose();
            throw;
        }
    }

    /// <summary>Copies the content to a stream. Each chunk is verified before it is written, the whole at the end.</summary>
    public async Task CopyAsync(Mac id, Stream destination, CancellationToken cancellationToken)
    {
        ObjectRecord record = await ReadRecordAsync(id, cancellationToken).ConfigureAwait(false);
        await foreach (ReadOnlyMemory<byte> chunk in ReadChunksAsync(id, record, cancellationToken).ConfigureAwait(false))
        {
            await destination.WriteAsync(chunk, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The chunks in order; each is valid, and zeroed after, until the next is asked for.</summary>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadChunksAsync(Mac id, ObjectRecord record, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using IncrementalMac? whole = record.Chunks.Count > 1 ? _mac.Begin() : null;
        foreach (ChunkRecord chunk in record.Chunks)
        {
            using IMemoryOwner<byte> blob = await _blobs.ReadAsync(ResourceType.Chunk, chunk.ContentMac, cancellationToken).ConfigureAwait(false);
            if (blob.Memory.Length != chunk.Length)
            {
                throw new KlosetFormatException($"Chunk {chunk.ContentMac} of object {id} has {blob.Memory.Length} bytes instead of {chunk.Length}.");
            }

            whole?.Append(blob.Memory.Span);
            yield return blob.Memory;
        }

        if (record.ContentMac != WholeMac(record, whole))
        {
            throw new KlosetFormatException($"The content of object {id} doesn't have the MAC that the object names.");
        }
    }

    private Mac WholeMac(ObjectRecord record, IncrementalMac? whole) => whole is not null
        ? whole.Finish()
        : record.Chunks.Count == 1 ? record.Chunks[0].ContentMac : _mac.Compute([]);
}
