using System.Runtime.CompilerServices;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Storage;

namespace ScwSecretBackup.Kloset.Checking;

/// <summary>
/// Checks a whole store against the format, byte by byte: CONFIG, locks, states, packfiles with every blob in them, and snapshots with
/// everything they refer to. It is stricter than plakar's check, and reads the whole store.
/// </summary>
public sealed class StoreChecker
{
    private readonly KlosetStore _store;

    /// <summary>Checks the given store; nothing is changed.</summary>
    public StoreChecker(KlosetStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        _store = store;
    }

    /// <summary>What was found, as it is found. A store without findings of severity Error gives back all its snapshots.</summary>
    /// <exception cref="KlosetStorageException">The storage can't be listed.</exception>
    public async IAsyncEnumerable<StoreFinding> CheckAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (FindingList list in CheckPartsAsync(cancellationToken).ConfigureAwait(false))
        {
            foreach (StoreFinding finding in list.Findings)
            {
                yield return finding;
            }
        }
    }

    private async IAsyncEnumerable<FindingList> CheckPartsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        FindingList states = new(_store.Location);
        await states.TryAsync(() => _store.RefreshAsync(cancellationToken)).ConfigureAwait(false);
        yield return states;
        yield return await ConfigurationCheck.RunAsync(_store, cancellationToken).ConfigureAwait(false);

        foreach (Mac id in await ListAsync(StorageArea.Lock, cancellationToken).ConfigureAwait(false))
        {
            yield return await LockCheck.RunAsync(_store, id, cancellationToken).ConfigureAwait(false);
        }

        foreach (Mac id in await ListAsync(StorageArea.State, cancellationToken).ConfigureAwait(false))
        {
            yield return await StateCheck.RunAsync(_store, id, cancellationToken).ConfigureAwait(false);
        }

        PackfileCheck packfiles = new(_store);
        List<Mac> stored = await ListAsync(StorageArea.Packfile, cancellationToken).ConfigureAwait(false);
        foreach (Mac name in packfiles.Named.Except(stored).Order())
        {
            yield return packfiles.CheckMissing(name);
        }

        foreach (Mac name in stored)
        {
            yield return await packfiles.RunAsync(name, cancellationToken).ConfigureAwait(false);
        }

        ObjectCheck objects = new(_store, packfiles.ChunkLengths);
        foreach (Mac id in _store.Index.Snapshots.Order())
        {
            yield return await SnapshotCheck.RunAsync(_store, objects, id, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<List<Mac>> ListAsync(StorageArea area, CancellationToken cancellationToken)
    {
        List<Mac> ids = [];
        await foreach (Mac id in _store.Storage.ListAsync(area, cancellationToken).ConfigureAwait(false))
        {
            ids.Add(id);
        }

        ids.Sort();
        return ids;
    }
}
