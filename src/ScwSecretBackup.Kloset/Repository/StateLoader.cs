using System.Buffers;
using ScwSecretBackup.Kloset.Caching;
using ScwSecretBackup.Kloset.Cryptography;
using ScwSecretBackup.Kloset.Envelopes;
using ScwSecretBackup.Kloset.States;
using ScwSecretBackup.Kloset.Storage;

namespace ScwSecretBackup.Kloset.Repository;

/// <summary>
/// Reads the states that were not merged yet, from the cache where it has them, and merges them, parents first (FORMAT §8.6).
/// Safe for concurrent use.
/// </summary>
internal sealed class StateLoader : IDisposable
{
    private const int ParallelReads = 8;

    private readonly IStorage _storage;
    private readonly StoreCodec _codec;
    private readonly StoreIndex _index;
    private readonly Guid _repositoryId;
    private readonly StoreKey? _key;
    private readonly StateCache? _cache;
    private readonly SemaphoreSlim _loading = new(1);

    /// <param name="storage">Where the states are.</param>
    /// <param name="codec">Codec of the store.</param>
    /// <param name="index">Where they are merged.</param>
    /// <param name="repositoryId">Names the store in the cache.</param>
    /// <param name="key">Of the store; null for a plaintext store.</param>
    /// <param name="cache">Null to read every state from the storage.</param>
    public StateLoader(IStorage storage, StoreCodec codec, StoreIndex index, Guid repositoryId, StoreKey? key, StateCache? cache)
    {
        _storage = storage;
        _codec = codec;
        _index = index;
        _repositoryId = repositoryId;
        _key = key;
        _cache = cache;
    }

    /// <exception cref="KlosetFormatException">A state is damaged. It may hold anything, so nothing is merged without it.</exception>
    public async Task LoadNewAsync(CancellationToken cancellationToken)
    {
        await _loading.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            List<Mac> listed = [];
            await foreach (Mac id in _storage.ListAsync(StorageArea.State, cancellationToken).ConfigureAwait(false))
            {
                listed.Add(id);
            }

            List<Mac> missing = listed.FindAll(id => !_index.HasState(id));
            Dictionary<Mac, StateDelta> deltas = missing.Count > 0 ? await ReadAsync(missing, listed, cancellationToken).ConfigureAwait(false) : [];
            foreach (Mac id in StateOrder.Sort([.. missing.Select(id => (id, deltas[id].Parent))]))
            {
                _index.Merge(id, deltas[id]);
            }
        }
        finally
        {
            _loading.Release();
        }
    }

    /// <summary>The state that sorts last: parent of the next one. Nil in a store without states.</summary>
    public Mac LastState()
    {
        IReadOnlyList<Mac> order = StateOrder.Sort(_index.States);
        return order.Count == 0 ? Mac.Nil : order[^1];
    }

    /// <summary>Puts a state into the cache that was just put into the store.</summary>
    /// <param name="id">Its name.</param>
    /// <param name="version">Its version.</param>
    /// <param name="stream">Its record stream.</param>
    public void Cache(Mac id, KlosetVersion version, ReadOnlySpan<byte> stream)
    {
        using CachedStates? cached = _cache?.Open(_repositoryId, _key);
        cached?.Add(id, version, stream);
        cached?.Complete(listed: null);
    }

    public void Dispose() => _loading.Dispose();

    private async Task<Dictionary<Mac, StateDelta>> ReadAsync(List<Mac> ids, List<Mac> listed, CancellationToken cancellationToken)
    {
        Dictionary<Mac, StateDelta> deltas = new(ids.Count);
        using CachedStates? cached = _cache?.Open(_repositoryId, _key);
        ParallelOptions options = new() { MaxDegreeOfParallelism = ParallelReads, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(ids, options, async (id, token) =>
        {
            StateDelta delta = cached?.TryRead(id) ?? await FetchAsync(id, cached, token).ConfigureAwait(false);
            lock (deltas)
            {
                deltas.Add(id, delta);
            }
        }).ConfigureAwait(false);
        cached?.Complete(listed.ToHashSet());
        return deltas;
    }

    private async Task<StateDelta> FetchAsync(Mac id, CachedStates? cached, CancellationToken cancellationToken)
    {
        byte[] file = await _storage.ReadAsync(new StorageKey(StorageArea.State, id), BlobLimits.MaxStateFile, cancellationToken).ConfigureAwait(false);
        using IMemoryOwner<byte> stream = StateFile.Open(file, id, _codec, out KlosetVersion version);
        StateDelta delta = StateFile.ParseStream(stream.Memory.Span, version, id);
        cached?.Add(id, version, stream.Memory.Span);
        return delta;
    }
}
