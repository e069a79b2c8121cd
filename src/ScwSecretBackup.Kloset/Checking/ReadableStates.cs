using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.States;
using ScwSecretBackup.Kloset.Storage;

namespace ScwSecretBackup.Kloset.Checking;

/// <summary>Merges the states that can be read although others can't. Only a check may do that: a state that is left out may have removed or deleted things.</summary>
internal static class ReadableStates
{
    /// <summary>Merges what is new and returns the states that can't be read.</summary>
    public static async Task<IReadOnlyList<Mac>> MergeAsync(KlosetStore store, IReadOnlyList<Mac> listed, CancellationToken cancellationToken)
    {
        try
        {
            await store.RefreshAsync(cancellationToken).ConfigureAwait(false);
            return [];
        }
        catch (KlosetException)
        {
            return await MergeOneByOneAsync(store, listed, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<IReadOnlyList<Mac>> MergeOneByOneAsync(KlosetStore store, IReadOnlyList<Mac> listed, CancellationToken cancellationToken)
    {
        List<Mac> damaged = [];
        Dictionary<Mac, StateDelta> deltas = [];
        foreach (Mac id in listed.Where(id => !store.Index.HasState(id)))
        {
            try
            {
                deltas.Add(id, await ReadAsync(store, id, cancellationToken).ConfigureAwait(false));
            }
            catch (KlosetException)
            {
                damaged.Add(id);
            }
        }

        foreach (Mac id in StateOrder.Sort([.. deltas.Select(state => (state.Key, state.Value.Parent))]))
        {
            store.Index.Merge(id, deltas[id]);
        }

        return damaged;
    }

    private static async Task<StateDelta> ReadAsync(KlosetStore store, Mac id, CancellationToken cancellationToken)
    {
        byte[] file = await store.Storage.ReadAsync(new StorageKey(StorageArea.State, id), BlobLimits.MaxStateFile, cancellationToken).ConfigureAwait(false);
        return StateFile.Parse(file, id, store.Codec);
    }
}
