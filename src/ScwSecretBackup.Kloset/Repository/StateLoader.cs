using ScwSecretBackup.Kloset.Caching;
using ScwSecretBackup.Kloset.Cryptography;
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
    private readonly StateCache? _cache;
    private readonly SemaphoreSlim _loading = new(1);

    /// <param name="storage">Where the states are.</param>
    /// <param name="codec">Codec of the store.</param>
    /// <param name="index">Where they are merged.</param>
    /// <param name="repositoryId">Names the store in the cache.</param>
    /// <param name="cache">Null to read every state from the storage.</param>
    public StateLoader(IStorage storage, StoreCodec codec, StoreIndex index, Guid repositoryId, StateCache? cache)
    {
        _storage = storage;
        _codec = codec;
        _index = index;
        _repositoryId = repositoryId;
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
    public void Cache(Mac id, ReadOnlySpan<byte> file)
    {
        using CachedStates? cached = _cache?.Open(_repositoryId, _codec.Mac);
        cached?.Add(id, file);
        cached?.Complete(listed: null);
    }

    public void Dispose() => _loading.Dispose();

    private async Task<Dictionary<Mac, StateDelta>> ReadAsync(List<Mac> ids, List<Mac> listed, CancellationToken cancellationToken)
    {
        Dictionary<Mac, StateDelta> deltas = new(ids.Count);
        using CachedStates? cached = _cache?.Open(_repositoryId, _codec.Mac);
        ParallelOptions options = new() { MaxDegreeOfParallelism = ParallelReads, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(ids, options, async (id, token) =>
        {
            StateDelta delta = TryReadCached(cached, id) ?? await FetchAsync(id, cached, token).ConfigureAwait(false);
            lock (deltas)
            {
                deltas.Add(id, delta);
            }
        }).ConfigureAwait(false);
        cached?.Complete(listed.ToHashSet());
        return deltas;
    }

    private StateDelta? TryReadCached(CachedStates? cached, Mac id)
    {
        if (cached?.TryRead(id) is not { } file)
        {
            return null;
        }

        try
        {
            return StateFile.Parse(file, id, _codec);
        }
        catch (KlosetException)
        {
            cached.Reject(id);
            return null;
        }
    }

    private async Task<StateDelta> FetchAsync(Mac id, CachedStates? cached, CancellationToken cancellationToken)
    {
        byte[] file = await _storage.ReadAsync(new StorageKey(StorageArea.State, id), BlobLimits.MaxStateFile, cancellationToken).ConfigureAwait(false);
        StateDelta delta = StateFile.Parse(file, id, _codec);
        cached?.Add(id, file);
        return delta;
    }
}
