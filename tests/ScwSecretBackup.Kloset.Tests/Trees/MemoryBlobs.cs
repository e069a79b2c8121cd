using System.Buffers;
using System.Collections.Concurrent;
using ScwSecretBackup.Kloset.Envelopes;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Tests.Vectors;
using ScwSecretBackup.Memory;

namespace ScwSecretBackup.Kloset.Tests.Trees;

/// <summary>Blobs in memory, named by the MAC of the known store.</summary>
internal sealed class MemoryBlobs : IBlobSink, IBlobSource
{
    private readonly ConcurrentDictionary<BlobKey, byte[]> _blobs = new();

    public int Count => _blobs.Count;

    public Task<Mac> WriteAsync(ResourceType type, ReadOnlyMemory<byte> plaintext, CancellationToken cancellationToken)
    {
        Mac id = KnownStore.Codec().Mac.Compute(plaintext.Span);
        _blobs[new BlobKey(type, id)] = plaintext.ToArray();
        return Task.FromResult(id);
    }

    /// <summary>Puts a blob under a name that is not its MAC: what a hostile store without MACs could do.</summary>
    public void Put(ResourceType type, Mac id, byte[] plaintext) => _blobs[new BlobKey(type, id)] = plaintext;

    public byte[] Get(ResourceType type, Mac id) => _blobs[new BlobKey(type, id)];

    public Task<IMemoryOwner<byte>> ReadAsync(ResourceType type, Mac id, CancellationToken cancellationToken)
    {
        if (!_blobs.TryGetValue(new BlobKey(type, id), out byte[]? bytes))
        {
            throw new KlosetFormatException($"no {type} {id}");
        }

        PinnedMemoryOwner owner = new(bytes.Length);
        bytes.CopyTo(owner.Memory);
        return Task.FromResult<IMemoryOwner<byte>>(owner);
    }
}
