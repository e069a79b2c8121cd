using System.Buffers;
using ScwSecretBackup.Kloset.Envelopes;
using ScwSecretBackup.Kloset.Hashing;
using ScwSecretBackup.Kloset.Msgpack;
using ScwSecretBackup.Kloset.Objects;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Snapshots;

namespace ScwSecretBackup.Kloset.Copying;

/// <summary>Writes contents of one store into another, chunk by chunk. Cut points stay, so memory holds one chunk and never a whole file. Safe for concurrent use.</summary>
internal sealed class ContentTranscoder
{
    private readonly ObjectReader _source;
    private readonly IStoreMac _targetMac;
    private readonly BlobWriter _blobs;
    private readonly ObjectWriter _objects;
    private readonly BlobMap _copied;

    public ContentTranscoder(KlosetStore source, KlosetStore target, BlobWriter blobs, BlobMap copied)
    {
        _source = new ObjectReader(source.Blobs, source.Codec.Mac);
        _targetMac = target.Codec.Mac;
        _blobs = blobs;
        _objects = new ObjectWriter(target.Codec, target.Configuration.Chunking, blobs);
        _copied = copied;
    }

    /// <summary>Copies the content of a file or an attribute; returns the name of its object in the target.</summary>
    public async Task<Mac> CopyAsync(Mac content, CancellationToken cancellationToken)
    {
        BlobKey key = new(ResourceType.Object, content);
        if (_copied.TryGet(key, isDirpack: false, out Mac known) && await _blobs.TryReuseAsync(key with { Id = known }, cancellationToken).ConfigureAwait(false))
        {
            return known;
        }

        ObjectRecord record = await _source.ReadRecordAsync(content, cancellationToken).ConfigureAwait(false);
        List<ChunkRecord> chunks = [];
        using IncrementalMac whole = _targetMac.Begin();
        await foreach (ReadOnlyMemory<byte> chunk in _source.ReadChunksAsync(content, record, cancellationToken).ConfigureAwait(false))
        {
            whole.Append(chunk.Span);
            chunks.Add(record.Chunks[chunks.Count] with { ContentMac = await _blobs.WriteAsync(ResourceType.Chunk, chunk, cancellationToken).ConfigureAwait(false) });
        }

        MsgpackWriter writer = new();
        (record with { ContentMac = whole.Finish(), Chunks = chunks }).Encode(writer);
        Mac name = await _blobs.WriteAsync(ResourceType.Object, writer.ToArray(), cancellationToken).ConfigureAwait(false);
        _copied.Add(key, isDirpack: false, name);
        return name;
    }

    /// <summary>Copies the dirpack of a directory, in which the entries are repeated.</summary>
    public async Task<Mac> CopyDirpackAsync(Mac dirpack, CancellationToken cancellationToken)
    {
        BlobKey key = new(ResourceType.Object, dirpack);
        if (_copied.TryGet(key, isDirpack: true, out Mac known) && await _blobs.TryReuseAsync(key with { Id = known }, cancellationToken).ConfigureAwait(false))
        {
            return known;
        }

        ArrayBufferWriter<byte> content = new();
        await foreach (DirpackFrame frame in DirpackReader.ReadAsync(_source, dirpack, cancellationToken).ConfigureAwait(false))
        {
            ReadOnlyMemory<byte> entry = await TranscodeEntryAsync(frame.Entry, cancellationToken).ConfigureAwait(false);
            DirpackFrame.Write(content, frame.Kind == DirpackFrame.DirectoryKind, entry.Span, _targetMac.Compute(entry.Span));
        }

        Mac name = await _objects.WriteDirpackAsync(content.WrittenMemory, cancellationToken).ConfigureAwait(false);
        _copied.Add(key, isDirpack: true, name);
        return name;
    }

    /// <summary>An entry as it is in the target; its content is copied.</summary>
    public async Task<ReadOnlyMemory<byte>> TranscodeEntryAsync(ReadOnlyMemory<byte> entry, CancellationToken cancellationToken)
    {
        EntryRecord record = EntryRecord.Decode(entry.Span);
        if (record.Object.IsNil)
        {
            return entry;
        }

        MsgpackWriter writer = new();
        (record with { Object = await CopyAsync(record.Object, cancellationToken).ConfigureAwait(false) }).Encode(writer);
        return writer.ToArray();
    }
}
