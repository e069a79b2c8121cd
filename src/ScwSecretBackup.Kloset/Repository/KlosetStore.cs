using System.Buffers;
using System.Collections.Concurrent;
using ScwSecretBackup.Kloset.Caching;
using ScwSecretBackup.Kloset.Configuration;
using ScwSecretBackup.Kloset.Cryptography;
using ScwSecretBackup.Kloset.Envelopes;
using ScwSecretBackup.Kloset.Locks;
using ScwSecretBackup.Kloset.Snapshots;
using ScwSecretBackup.Kloset.States;
using ScwSecretBackup.Kloset.Storage;

namespace ScwSecretBackup.Kloset.Repository;

/// <summary>An open store: its configuration, its keys and the merged index of its states. Safe for concurrent use.</summary>
public sealed class KlosetStore : IAsyncDisposable
{
    private const int ParallelReads = 8;

    private readonly StateLoader _states;
    private readonly ConcurrentDictionary<Mac, SnapshotHeader> _headers = new();

    private KlosetStore(IStorage storage, StoreConfiguration configuration, StoreKey? key, StateCache? cache, TimeProvider timeProvider)
    {
        Storage = storage;
        Configuration = configuration;
        TimeProvider = timeProvider;
        Key = key;
        Codec = new StoreCodec(configuration, key);
        Blobs = new BlobReader(storage, Codec, Index, verifyPackfiles: configuration is { Compression: null, Encryption: null });
        _states = new StateLoader(storage, Codec, Index, Id, key, cache);
    }

    /// <summary>Repository id.</summary>
    public Guid Id => Configuration.RepositoryId;

    /// <summary>Where the store is.</summary>
    public string Location => Storage.Location;

    /// <summary>Whether content is encrypted.</summary>
    public bool IsEncrypted => Configuration.Encryption is not null;

    /// <summary>When the store was created, UTC.</summary>
    public DateTimeOffset CreatedAt => Configuration.Timestamp.ToDateTimeOffset();

    internal IStorage Storage { get; }

    internal StoreConfiguration Configuration { get; }

    internal TimeProvider TimeProvider { get; }

    /// <summary>Null in a plaintext store.</summary>
    internal StoreKey? Key { get; }

    internal StoreCodec Codec { get; }

    internal StoreIndex Index { get; } = new();

    internal BlobReader Blobs { get; }

    /// <summary>Creates a store. The store takes over <paramref name="storage"/> and disposes it, also when this fails.</summary>
    /// <param name="storage">An empty place.</param>
    /// <param name="passphrase">Raw bytes; null makes a plaintext store.</param>
    /// <param name="options">Format choices.</param>
    /// <param name="timeProvider">Clock.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="KlosetKeyException">The passphrase is empty.</exception>
    /// <exception cref="KlosetStorageException">The place already holds something.</exception>
    public static Task<KlosetStore> CreateAsync(IStorage storage, ReadOnlyMemory<byte>? passphrase, StoreCreationOptions options, TimeProvider timeProvider, CancellationToken cancellationToken) =>
        CreateAsync(storage, passphrase, options, cache: null, timeProvider, cancellationToken);

    /// <inheritdoc cref="CreateAsync(IStorage, ReadOnlyMemory{byte}?, StoreCreationOptions, TimeProvider, CancellationToken)" />
    /// <param name="storage">An empty place.</param>
    /// <param name="passphrase">Raw bytes; null makes a plaintext store.</param>
    /// <param name="options">Format choices.</param>
    /// <param name="cache">Takes up the states that are put; null for none.</param>
    /// <param name="timeProvider">Clock.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static Task<KlosetStore> CreateAsync(
        IStorage storage, ReadOnlyMemory<byte>? passphrase, StoreCreationOptions options, StateCache? cache, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(storage);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(timeProvider);
        return OwnAsync(storage, async () =>
        {
            (StoreConfiguration configuration, StoreKey? key) = await StoreCreation.PrepareAsync(passphrase, options, timeProvider, cancellationToken).ConfigureAwait(false);
            return await StartAsync(storage, configuration, key, cache, timeProvider, async _ =>
            {
                await storage.InitializeAsync(cancellationToken).ConfigureAwait(false);
                if (!await storage.TryPutNewAsync(StorageKey.Config, StoreConfigurationFile.Write(configuration, key), cancellationToken).ConfigureAwait(false))
                {
                    throw new KlosetStorageException($"'{storage.Location}' holds a store already. Open it, or choose another place.", StorageFailure.AlreadyExists);
                }
            }).ConfigureAwait(false);
        });
    }

    /// <summary>Opens a store. The store takes over <paramref name="storage"/> and disposes it, also when this fails.</summary>
    /// <exception cref="KlosetKeyException">The passphrase is wrong, or missing for an encrypted store.</exception>
    /// <exception cref="KlosetStorageException">There is no store at that place.</exception>
    public static Task<KlosetStore> OpenAsync(IStorage storage, ReadOnlyMemory<byte>? passphrase, TimeProvider timeProvider, CancellationToken cancellationToken) =>
        OpenAsync(storage, passphrase, cache: null, timeProvider, cancellationToken);

    /// <inheritdoc cref="OpenAsync(IStorage, ReadOnlyMemory{byte}?, TimeProvider, CancellationToken)" />
    /// <param name="storage">Where the store is.</param>
    /// <param name="passphrase">Raw bytes; null for a plaintext store.</param>
    /// <param name="cache">States it has are not read from the storage; null for none.</param>
    /// <param name="timeProvider">Clock.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static Task<KlosetStore> OpenAsync(
        IStorage storage, ReadOnlyMemory<byte>? passphrase, StateCache? cache, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(storage);
        ArgumentNullException.ThrowIfNull(timeProvider);
        return OwnAsync(storage, async () =>
        {
            (StoreConfiguration configuration, StoreKey? key) = await StoreUnlocking.UnlockAsync(storage, passphrase, cancellationToken).ConfigureAwait(false);
            return await StartAsync(storage, configuration, key, cache, timeProvider, store => store.RefreshAsync(cancellationToken)).ConfigureAwait(false);
        });
    }

    /// <summary>Opens a store for nothing but <see cref="Checking.StoreChecker"/>, which loads its states and names those that are damaged.</summary>
    /// <inheritdoc cref="OpenAsync(IStorage, ReadOnlyMemory{byte}?, TimeProvider, CancellationToken)" />
    public static Task<KlosetStore> OpenForCheckAsync(IStorage storage, ReadOnlyMemory<byte>? passphrase, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(storage);
        ArgumentNullException.ThrowIfNull(timeProvider);
        return OwnAsync(storage, async () =>
        {
            (StoreConfiguration configuration, StoreKey? key) = await StoreUnlocking.UnlockAsync(storage, passphrase, cancellationToken).ConfigureAwait(false);
            return await StartAsync(storage, configuration, key, cache: null, timeProvider, _ => Task.CompletedTask).ConfigureAwait(false);
        });
    }

    /// <summary>The repository id as CONFIG has it. Without the key nothing vouches for it.</summary>
    /// <exception cref="KlosetException">There is no store, or its CONFIG is damaged.</exception>
    public static async Task<Guid> PeekIdAsync(IStorage storage, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(storage);
        return (await StoreUnlocking.PeekAsync(storage, cancellationToken).ConfigureAwait(false)).RepositoryId;
    }

    /// <summary>Whether a storage holds states or packfiles, as the store of a lost CONFIG does.</summary>
    public static async Task<bool> HasContentAsync(IStorage storage, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(storage);
        foreach (StorageArea area in new[] { StorageArea.State, StorageArea.Packfile })
        {
            await foreach (Mac _ in storage.ListAsync(area, cancellationToken).ConfigureAwait(false))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Headers that were read already, newest first. Reads nothing, so what others did since the last look is missing.</summary>
    public IReadOnlyList<SnapshotHeader> KnownSnapshots =>
        [.. _headers.Values.Where(header => Index.IsSnapshot(header.Id)).OrderByDescending(header => header.Timestamp).ThenBy(header => header.Id)];

    /// <summary>Merges the states that appeared since the last look.</summary>
    public Task RefreshAsync(CancellationToken cancellationToken) => _states.LoadNewAsync(cancellationToken);

    /// <summary>Identifiers of all snapshots, in no particular order. Refreshes first. Unlike the headers they can be listed when a snapshot is damaged.</summary>
    public async Task<IReadOnlyList<Mac>> ListSnapshotIdsAsync(CancellationToken cancellationToken)
    {
        await RefreshAsync(cancellationToken).ConfigureAwait(false);
        return Index.Snapshots;
    }

    /// <summary>Headers of all snapshots, newest first. Refreshes first.</summary>
    /// <exception cref="KlosetFormatException">The header of a snapshot is damaged; <see cref="ListSnapshotIdsAsync"/> still names the others.</exception>
    public async Task<IReadOnlyList<SnapshotHeader>> ListSnapshotsAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<Mac> ids = await ListSnapshotIdsAsync(cancellationToken).ConfigureAwait(false);
        ParallelOptions options = new() { MaxDegreeOfParallelism = ParallelReads, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(ids.Where(id => !_headers.ContainsKey(id)), options, async (id, token) =>
        {
            HeaderRecord header = await ReadHeaderAsync(id, verifySignature: false, token).ConfigureAwait(false);
            _headers[id] = header.ToHeader();
        }).ConfigureAwait(false);
        return [.. ids.Select(id => _headers[id]).OrderByDescending(header => header.Timestamp).ThenBy(header => header.Id)];
    }

    /// <summary>Opens a snapshot for reading; verifies its signature when it has one.</summary>
    /// <exception cref="KlosetStorageException">The store has no such snapshot.</exception>
    public async Task<SnapshotReader> OpenSnapshotAsync(Mac id, CancellationToken cancellationToken)
    {
        await RequireSnapshotAsync(id, cancellationToken).ConfigureAwait(false);
        HeaderRecord header = await ReadHeaderAsync(id, verifySignature: true, cancellationToken).ConfigureAwait(false);
        return await SnapshotReader.OpenAsync(header, Blobs, Codec.Mac, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes the shared lock, refreshes, and begins a snapshot that shares with earlier ones what the index and the listing of packfiles say is there.</summary>
    /// <exception cref="KlosetLockException">An exclusive lock is held.</exception>
    public Task<SnapshotWriter> BeginSnapshotAsync(CancellationToken cancellationToken) => BeginSnapshotAsync(verifyReused: false, cancellationToken);

    /// <summary>Takes the shared lock, refreshes, and begins a snapshot.</summary>
    /// <param name="verifyReused">Reads what the snapshot shares with earlier ones, and writes anew what is damaged.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="KlosetLockException">An exclusive lock is held.</exception>
    public async Task<SnapshotWriter> BeginSnapshotAsync(bool verifyReused, CancellationToken cancellationToken)
    {
        Mac id = Mac.NewRandom();
        HeldLock sharedLock = await HeldLock.AcquireSharedAsync(Storage, Codec, id, TimeProvider, cancellationToken).ConfigureAwait(false);
        try
        {
            await RefreshAsync(cancellationToken).ConfigureAwait(false);
            StoredPackfiles stored = await StoredPackfiles.ListAsync(Storage, cancellationToken).ConfigureAwait(false);
            return new SnapshotWriter(id, this, sharedLock, stored, verifyReused);
        }
        catch
        {
            await sharedLock.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Marks a snapshot as deleted; maintenance reclaims its space (FORMAT §10.7).</summary>
    /// <exception cref="KlosetStorageException">The store has no such snapshot.</exception>
    public async Task RemoveSnapshotAsync(Mac id, CancellationToken cancellationToken)
    {
        await RequireSnapshotAsync(id, cancellationToken).ConfigureAwait(false);
        ulong now = UnixTime.Nanoseconds(TimeProvider);
        await PutStateAsync(name: null, [new ColouredRecord(ResourceType.Snapshot, id, now)], now, cancellationToken).ConfigureAwait(false);
        _headers.TryRemove(id, out _);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        Blobs.Dispose();
        _states.Dispose();
        Key?.Dispose();
        await Storage.DisposeAsync().ConfigureAwait(false);
    }

    /// <exception cref="KlosetStorageException">The store has no such snapshot, not even after a refresh.</exception>
    internal async Task RequireSnapshotAsync(Mac id, CancellationToken cancellationToken)
    {
        if (!Index.IsSnapshot(id))
        {
            await RefreshAsync(cancellationToken).ConfigureAwait(false);
        }

        if (!Index.IsSnapshot(id))
        {
            throw new KlosetStorageException($"The store at '{Location}' has no snapshot {id}. List its snapshots.");
        }
    }

    /// <summary>The header of a snapshot, verified as far as it can be.</summary>
    internal async Task<HeaderRecord> ReadHeaderAsync(Mac id, bool verifySignature, CancellationToken cancellationToken)
    {
        using IMemoryOwner<byte> blob = await Blobs.ReadAsync(ResourceType.Snapshot, id, cancellationToken).ConfigureAwait(false);
        HeaderRecord header = HeaderRecord.Decode(blob.Memory.Span);
        if (header.Identifier != id)
        {
            throw new KlosetFormatException($"The header of snapshot {id} says that it is {header.Identifier}.");
        }

        if (verifySignature && !header.Identity.IsNone)
        {
            using IMemoryOwner<byte> signature = await Blobs.ReadAsync(ResourceType.Signature, id, cancellationToken).ConfigureAwait(false);
            SnapshotSignature.Verify(header, Codec.Mac.Compute(blob.Memory.Span), signature.Memory.Span);
        }

        return header;
    }

    /// <summary>Puts a state and merges it; returns its length in bytes.</summary>
    /// <param name="name">Its name; null for the MAC of its content (FORMAT §8.4).</param>
    /// <param name="records">What it says.</param>
    /// <param name="now">Nanoseconds since the Unix epoch.</param>
    /// <param name="cancellationToken">Cancels the put.</param>
    internal async Task<long> PutStateAsync(Mac? name, IReadOnlyList<StateRecord> records, ulong now, CancellationToken cancellationToken)
    {
        StateDelta delta = new(_states.LastState(), records, new StateMetadata(KlosetVersion.V1_1_0, now, Id));
        (Mac id, long length) = await PutStateAsync(name, delta, cancellationToken).ConfigureAwait(false);
        Index.Merge(id, delta);
        return length;
    }

    // By itself, so that the bytes of a large state are gone before it is merged.
    private async Task<(Mac Id, long Length)> PutStateAsync(Mac? name, StateDelta delta, CancellationToken cancellationToken)
    {
        byte[] stream = StateFile.WriteStream(delta);
        Mac id = name ?? Codec.Mac.Compute(stream);
        byte[] file = StateFile.Seal(stream, delta.Metadata.Version, Codec);
        await Storage.PutAsync(new StorageKey(StorageArea.State, id), file, cancellationToken).ConfigureAwait(false);
        _states.Cache(id, delta.Metadata.Version, stream);
        return (id, file.Length);
    }

    /// <summary>Makes the store and lets it do its first work; when that fails, the key is gone too.</summary>
    private static async Task<KlosetStore> StartAsync(
        IStorage storage, StoreConfiguration configuration, StoreKey? key, StateCache? cache, TimeProvider timeProvider, Func<KlosetStore, Task> start)
    {
        try
        {
            KlosetStore store = new(storage, configuration, key, cache, timeProvider);
            await start(store).ConfigureAwait(false);
            return store;
        }
        catch
        {
            key?.Dispose();
            throw;
        }
    }

    private static async Task<KlosetStore> OwnAsync(IStorage storage, Func<Task<KlosetStore>> create)
    {
        try
        {
            return await create().ConfigureAwait(false);
        }
        catch
        {
            await storage.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
