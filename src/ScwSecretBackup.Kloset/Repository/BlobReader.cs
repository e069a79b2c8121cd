using System.Buffers;
using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using ScwSecretBackup.Kloset.Cryptography;
using ScwSecretBackup.Kloset.Envelopes;
using ScwSecretBackup.Kloset.Packfiles;
using ScwSecretBackup.Kloset.Storage;

namespace ScwSecretBackup.Kloset.Repository;

/// <summary>Reads blobs by their key, verifies them, and falls back to another location when one is damaged or gone. Safe for concurrent use.</summary>
internal sealed class BlobReader : IBlobSource, IDisposable
{
    private readonly IStorage _storage;
    private readonly StoreCodec _codec;
    private readonly StoreIndex _index;
    private readonly bool _verifyPackfiles;
    private readonly PackfileBlocks _blocks;
    private readonly ConcurrentDictionary<Mac, bool> _verifiedPackfiles = new();

    /// <param name="storage">Where the packfiles are.</param>
    /// <param name="codec">Codec of the store.</param>
    /// <param name="index">Where the blobs are.</param>
    /// <param name="verifyPackfiles">
    /// Whether the encoding finds no damage by itself: neither compressed nor encrypted. Blobs whose key is no MAC are then
    /// protected by the MAC of their packfile only.
    /// </param>
    public BlobReader(IStorage storage, StoreCodec codec, StoreIndex index, bool verifyPackfiles)
    {
        _storage = storage;
        _codec = codec;
        _index = index;
        _verifyPackfiles = verifyPackfiles;
        _blocks = new PackfileBlocks(storage);
    }

    public async Task<IMemoryOwner<byte>> ReadAsync(ResourceType type, Mac id, CancellationToken cancellationToken)
    {
        IReadOnlyList<BlobLocation> locations = _index.Find(type, id);
        if (locations.Count == 0)
        {
            throw new KlosetFormatException($"The store has no {type} blob {id} that can be read. Check the store.");
        }

        KlosetException? failure = null;
        foreach (BlobLocation location in locations)
        {
            try
            {
                return await ReadAsync(type, id, location, cancellationToken).ConfigureAwait(false);
            }
            catch (KlosetException exception) when (exception is KlosetFormatException or KlosetStorageException)
            {
                failure ??= exception;
            }
        }

        ExceptionDispatchInfo.Throw(failure!);
        throw failure!;
    }

    /// <summary>Whether a blob can be read from any of its locations. What keeps the storage from answering is no answer, and thrown.</summary>
    public async Task<bool> IsReadableAsync(BlobKey key, CancellationToken cancellationToken)
    {
        try
        {
            using IMemoryOwner<byte> blob = await ReadAsync(key.Type, key.Id, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (KlosetFormatException)
        {
            return false;
        }
    }

    /// <summary>Whether one copy of a blob can be read.</summary>
    public async Task<bool> IsIntactAsync(BlobKey key, BlobLocation location, CancellationToken cancellationToken)
    {
        try
        {
            using IMemoryOwner<byte> blob = await ReadAsync(key.Type, key.Id, location, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (KlosetFormatException)
        {
            return false;
        }
    }

    public void Dispose() => _blocks.Dispose();

    private async Task<IMemoryOwner<byte>> ReadAsync(ResourceType type, Mac id, BlobLocation location, CancellationToken cancellationToken)
    {
        bool keyIsMac = type is not (ResourceType.Snapshot or ResourceType.Signature);
        if (!keyIsMac && _verifyPackfiles)
        {
            await VerifyPackfileAsync(location.Packfile, cancellationToken).ConfigureAwait(false);
        }

        byte[] encoded = await _blocks.ReadAsync(location, cancellationToken).ConfigureAwait(false);
        IMemoryOwner<byte> plaintext = _codec.Decode(encoded, BlobLimits.MaxPlaintext(type), $"{type} blob {id} in packfile {location.Packfile}");
        if (keyIsMac && _codec.Mac.Compute(plaintext.Memory.Span) != id)
        {
            plaintext.Dispose();
            throw new KlosetFormatException($"The {type} blob {id} in packfile {location.Packfile} is damaged: its bytes don't have the MAC that names it.");
        }

        return plaintext;
    }

    private async Task VerifyPackfileAsync(Mac packfile, CancellationToken cancellationToken)
    {
        if (!_verifiedPackfiles.ContainsKey(packfile))
        {
            byte[] file = await _storage.ReadAsync(new StorageKey(StorageArea.Packfile, packfile), BlobLimits.MaxPackfileFile, cancellationToken).ConfigureAwait(false);
            PackfileFile.Parse(file, packfile, _codec);
            _verifiedPackfiles[packfile] = true;
        }
    }
}
