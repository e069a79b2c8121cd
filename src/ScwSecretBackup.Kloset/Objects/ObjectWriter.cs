using ScwSecretBackup.Kloset.Chunking;
using ScwSecretBackup.Kloset.Configuration;
using ScwSecretBackup.Kloset.Cryptography;
using ScwSecretBackup.Kloset.Envelopes;
using ScwSecretBackup.Kloset.Hashing;
using ScwSecretBackup.Kloset.Msgpack;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Snapshots;

namespace ScwSecretBackup.Kloset.Objects;

/// <summary>Cuts content into chunks and writes them with their object record. Safe for concurrent use.</summary>
internal sealed class ObjectWriter
{
    private readonly StoreCodec _codec;
    private readonly FastCdc _chunker;
    private readonly BlobWriter _blobs;

    public ObjectWriter(StoreCodec codec, ChunkingConfiguration chunking, BlobWriter blobs)
    {
        _codec = codec;
        _chunker = new FastCdc(chunking);
        _blobs = blobs;
    }

    /// <summary>Writes the content of a file.</summary>
    public async Task<StoredObject> WriteAsync(ReadOnlyMemory<byte> content, string? contentType, CancellationToken cancellationToken)
    {
        List<ChunkRecord> chunks = await WriteChunksAsync(content, measureEntropy: true, cancellationToken).ConfigureAwait(false);
        double weighted = chunks.Sum(chunk => chunk.Entropy * chunk.Length);
        ObjectRecord record = new()
        {
            ContentMac = ContentMac(content.Span, chunks),
            Chunks = chunks,
            ContentType = string.IsNullOrEmpty(contentType) ? ContentTypeSniffer.Sniff(content.Span) : contentType,
            Entropy = content.Length > 0 ? weighted / content.Length : 0,
        };
        Mac id = await WriteRecordAsync(record, cancellationToken).ConfigureAwait(false);
        return new StoredObject(id, content.Length, chunks.Count, record.ContentType, record.Entropy);
    }

    /// <summary>Writes a dirpack, whose object has neither entropies nor a sniffed type (FORMAT §6.4).</summary>
    public async Task<Mac> WriteDirpackAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        List<ChunkRecord> chunks = await WriteChunksAsync(content, measureEntropy: false, cancellationToken).ConfigureAwait(false);
        ObjectRecord record = new() { ContentMac = ContentMac(content.Span, chunks), Chunks = chunks, ContentType = ContentTypeSniffer.Binary };
        return await WriteRecordAsync(record, cancellationToken).ConfigureAwait(false);
    }

    private async Task<List<ChunkRecord>> WriteChunksAsync(ReadOnlyMemory<byte> content, bool measureEntropy, CancellationToken cancellationToken)
    {
        List<ChunkRecord> chunks = [];
        do
        {
            int length = _chunker.NextCut(content.Span[..Math.Min(_chunker.MaxSize, content.Length)]);
            ReadOnlyMemory<byte> chunk = content[..length];
            Mac mac = await _blobs.WriteAsync(ResourceType.Chunk, chunk, cancellationToken).ConfigureAwait(false);
            chunks.Add(new ChunkRecord(mac, (uint)length, measureEntropy ? ShannonEntropy.Compute(chunk.Span) : 0));
            content = content[length..];
        }
        while (!content.IsEmpty);

        return chunks;
    }

    private Task<Mac> WriteRecordAsync(ObjectRecord record, CancellationToken cancellationToken)
    {
        MsgpackWriter writer = new();
        record.Encode(writer);
        return _blobs.WriteAsync(ResourceType.Object, writer.ToArray(), cancellationToken);
    }

    private Mac ContentMac(ReadOnlySpan<byte> content, List<ChunkRecord> chunks)
    {
        if (chunks.Count == 1)
        {
            return chunks[0].ContentMac;
        }

        using IncrementalMac mac = _codec.Mac.Begin();
        mac.Append(content);
        return mac.Finish();
    }
}
