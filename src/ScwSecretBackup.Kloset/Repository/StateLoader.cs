using ScwSecretBackup.Kloset.Cryptography;
using ScwSecretBackup.Kloset.States;
using ScwSecretBackup.Kloset.Storage;

namespace ScwSecretBackup.Kloset.Repository;

/// <summary>Reads the states that were not merged yet and merges them, parents first (FORMAT §8.6). Safe for concurrent use.</summary>
internal sealed class StateLoader : IDisposable
{
    private const int ParallelReads = 8;

    private readonly IStorage _storage;
    private readonly StoreCodec _codec;
    private readonly StoreIndex _index;
    private readonly SemaphoreSlim _loading = new(1);

    public StateLoader(IStorage storage, StoreCodec codec, StoreIndex index)
    {
        _storage = storage;
        _codec = codec;
        _index = index;
    }

    /// <exception cref="KlosetFormatException">A state is damaged. It may hold anything, so nothing is merged without it.</exception>
    public async Task LoadNewAsync(CancellationToken cancellationToken)
    {
        await _loading.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            List<Mac> missing = [];
            await foreach (Mac id in _storage.ListAsync(StorageArea.State, cancellationToken).ConfigureAwait(false))
            {
                if (!_index.HasState(id))
                {
                    missing.Add(id);
                }
            }

            Dictionary<Mac, StateDelta> deltas = await ReadAsync(missing, cancellationToken).ConfigureAwait(false);
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

    public void Dispose() => _loading.Dispose();

    private async Task<Dictionary<Mac, StateDelta>> ReadAsync(List<Mac> ids, CancellationToken cancellationToken)
    {
        Dictionary<Mac, StateDelta> deltas = [];
        ParallelOptions options = new() { MaxDegreeOfParallelism = ParallelReads, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(ids, options, async (id, token) =>
        {
            byte[] file = await _storage.ReadAsync(new StorageKey(StorageArea.State, id), BlobLimits.MaxStateFile, token).ConfigureAwait(false);
            StateDelta delta = StateFile.Parse(file, id, _codec);
            lock (deltas)
            {
                deltas.Add(id, delta);
            }
        }).ConfigureAwait(false);
        return deltas;
    }
}
