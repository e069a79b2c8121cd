using System.Text;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using ScwSecretBackup.Kloset.Envelopes;
using ScwSecretBackup.Kloset.Msgpack;
using ScwSecretBackup.Kloset.Objects;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Snapshots;
using ScwSecretBackup.Kloset.States;
using ScwSecretBackup.Kloset.Trees;
using Xunit;

namespace ScwSecretBackup.Kloset.Tests.Checking;

/// <summary>Writes a copy of a good snapshot in which something is wrong: valid blobs and packfiles, broken rules.</summary>
internal sealed class SnapshotForge : IAsyncDisposable
{
    private readonly KlosetStore _store;
    private readonly PackfileQueue _packfiles;
    private readonly BlobWriter _blobs;
    private HeaderRecord _header;

    private SnapshotForge(KlosetStore store, HeaderRecord header)
    {
        _store = store;
        _header = header;
        _packfiles = new PackfileQueue(store.Storage, store.Codec, store.TimeProvider, ulong.MaxValue);
        _blobs = new BlobWriter(store.Codec, store.Index, _packfiles, store.Blobs);
    }

    public HeaderSource Source => _header.Source;

    /// <summary>Signs the snapshot when it is set.</summary>
    public Ed25519PrivateKeyParameters? SigningKey { get; init; }

    /// <summary>Whether the signature is one of something else.</summary>
    public bool SignsWrongly { get; init; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Begins with the newest snapshot of the store.</summary>
    public static async Task<SnapshotForge> BeginAsync(KlosetStore store, Ed25519PrivateKeyParameters? signingKey = null, bool signsWrongly = false)
    {
        SnapshotHeader newest = (await store.ListSnapshotsAsync(Cancel))[0];
        HeaderRecord header = await store.ReadHeaderAsync(newest.Id, verifySignature: true, Cancel);
        return new SnapshotForge(store, header) { SigningKey = signingKey, SignsWrongly = signsWrongly };
    }

    public void Change(Func<HeaderSource, HeaderSource> change) => _header = _header with { Sources = [change(_header.Source)] };

    /// <summary>Replaces an index.</summary>
    public void ChangeIndex(string name, Mac root) =>
        Change(source => source with { Indexes = [.. source.Indexes!.Select(index => index.Name == name ? index with { Root = root } : index)] });

    public async Task<List<TreeEntry>> ReadTreeAsync(TreeKind kind, Mac root)
    {
        List<TreeEntry> entries = [];
        TreeReader reader = await TreeReader.OpenAsync(_store.Blobs, kind, root, Cancel);
        await foreach (TreeEntry entry in reader.ScanAsync(ReadOnlyMemory<byte>.Empty, Cancel))
        {
            entries.Add(entry);
        }

        return entries;
    }

    public Task<Mac> WriteTreeAsync(TreeKind kind, IEnumerable<TreeEntry> entries) =>
        TreeBuilder.BuildAsync(kind, [.. entries.OrderBy(entry => entry.Key, kind.Comparer)], _blobs, Cancel);

    /// <summary>A tree of one node, whatever is in it.</summary>
    public async Task<Mac> WriteTreeAsync(TreeKind kind, TreeNode node) =>
        await WriteAsync(kind.Root, new TreeRoot(await WriteAsync(kind.Node, node.Encode)).Encode);

    public Task<Mac> WriteAsync(ResourceType type, Action<MsgpackWriter> encode)
    {
        MsgpackWriter writer = new();
        encode(writer);
        return _blobs.WriteAsync(type, writer.ToArray(), Cancel);
    }

    public Task<StoredObject> WriteObjectAsync(byte[] content) =>
        new ObjectWriter(_store.Codec, _store.Configuration.Chunking, _blobs).WriteAsync(content, null, Cancel);

    /// <summary>Replaces entries of the vfs tree; null takes one out.</summary>
    public async Task ChangeEntriesAsync(Func<string, EntryRecord, EntryRecord?> change)
    {
        List<TreeEntry> changed = [];
        foreach (TreeEntry item in await ReadTreeAsync(TreeKind.Vfs, Source.Trees.Entries))
        {
            using var blob = await _store.Blobs.ReadAsync(ResourceType.VfsEntry, item.Value, Cancel);
            if (change(Encoding.UTF8.GetString(item.Key.Span), EntryRecord.Decode(blob.Memory.Span)) is { } entry)
            {
                changed.Add(item with { Value = await WriteAsync(ResourceType.VfsEntry, entry.Encode) });
            }
        }

        Mac root = await WriteTreeAsync(TreeKind.Vfs, changed);
        Change(source => source with { Trees = source.Trees with { Entries = root } });
    }

    /// <summary>Makes the forged snapshot visible.</summary>
    public async Task<Mac> CommitAsync()
    {
        Mac id = Mac.NewRandom();
        HeaderIdentity identity = SigningKey is null ? HeaderIdentity.None : new HeaderIdentity(Guid.NewGuid().ToByteArray(), SigningKey.GeneratePublicKey().GetEncoded());
        MsgpackWriter writer = new();
        (_header with { Identifier = id, Identity = identity }).Encode(writer);
        await _blobs.WriteAsync(new BlobKey(ResourceType.Snapshot, id), writer.ToArray(), Cancel);
        if (SigningKey is not null)
        {
            Mac signed = SignsWrongly ? Mac.NewRandom() : _store.Codec.Mac.Compute(writer.WrittenSpan);
            await _blobs.WriteAsync(new BlobKey(ResourceType.Signature, id), Sign(SigningKey, signed), Cancel);
        }

        List<StateRecord> records = [];
        foreach (WrittenPackfile packfile in await _packfiles.CompleteAsync(Cancel))
        {
            records.AddRange(packfile.Entries.Select(entry => new LocationRecord(entry.Type, entry.Version, entry.Blob, packfile.Name, entry.Offset, entry.Length, entry.Flags)));
            records.Add(new PackfileRecord(packfile.Name, id, 1));
        }

        _packfiles.Keep();
        await _store.PutStateAsync(id, records, 1, Cancel);
        return id;
    }

    public ValueTask DisposeAsync() => _packfiles.DisposeAsync();

    private static byte[] Sign(Ed25519PrivateKeyParameters key, Mac message)
    {
        Ed25519Signer signer = new();
        signer.Init(forSigning: true, key);
        signer.BlockUpdate(message.ToArray(), 0, Mac.Size);
        return signer.GenerateSignature();
    }
}
