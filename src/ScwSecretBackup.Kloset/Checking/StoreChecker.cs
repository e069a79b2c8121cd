using System.Runtime.CompilerServices;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Storage;

namespace ScwSecretBackup.Kloset.Checking;

/// <summary>
/// Checks a store against the format, byte by byte: CONFIG, locks, states, packfiles with every blob in them, and snapshots with
/// everything they refer to. It is stricter than plakar's check. States that can't be read are left out and the rest is checked all the same.
/// One instance checks once.
/// </summary>
public sealed class StoreChecker
{
    private const int ParallelStates = 8;

    private readonly KlosetStore _store;
    private readonly StoreCheckOptions _options;
    private readonly IProgress<StoreCheckProgress>? _progress;

    /// <summary>Prepares a check; nothing in the store is changed.</summary>
    public StoreChecker(KlosetStore store, StoreCheckOptions? options = null, IProgress<StoreCheckProgress>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        _store = store;
        _options = options ?? new StoreCheckOptions();
        _progress = progress;
    }

    /// <summary>How much was looked at, when the check has come to its end.</summary>
    public StoreCheckTotals Totals { get; private set; } = StoreCheckTotals.None;

    /// <summary>The snapshots that were checked, in order of their ids, when the check has come to its end.</summary>
    public IReadOnlyList<Mac> Snapshots { get; private set; } = [];

    // Each thing that is checked holds up to a packfile in memory.
    private static int Parallelism => Math.Clamp(Environment.ProcessorCount, 2, 4);

    /// <summary>What was found, as it is found. A store without findings of severity Error gives back all its snapshots.</summary>
    /// <exception cref="KlosetStorageException">The storage can't be listed.</exception>
    public async IAsyncEnumerable<StoreFinding> CheckAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IAsyncEnumerable<FindingList> parts = _options.Snapshots is null
            ? CheckStoreAsync(cancellationToken)
            : CheckSnapshotsAsync(_options.Snapshots, cancellationToken);
        await foreach (FindingList list in parts.ConfigureAwait(false))
        {
            foreach (StoreFinding finding in list.Findings)
            {
                yield return finding;
            }
        }
    }

    private async IAsyncEnumerable<FindingList> CheckStoreAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<Mac> states = await ListAsync(StorageArea.State, cancellationToken).ConfigureAwait(false);
        await ReadableStates.MergeAsync(_store, states, cancellationToken).ConfigureAwait(false);
        yield return await ConfigurationCheck.RunAsync(_store, cancellationToken).ConfigureAwait(false);

        foreach (Mac id in await ListAsync(StorageArea.Lock, cancellationToken).ConfigureAwait(false))
        {
            yield return await LockCheck.RunAsync(_store, id, cancellationToken).ConfigureAwait(false);
        }

        await foreach (FindingList list in StageAsync("Checking states", states, ParallelStates, CheckStateAsync, cancellationToken).ConfigureAwait(false))
        {
            yield return list;
        }

        List<Mac> stored = await ListAsync(StorageArea.Packfile, cancellationToken).ConfigureAwait(false);

        // Files that maintenance deleted before this listing were given up by states that are there by now.
        await ReadableStates.MergeAsync(_store, await ListAsync(StorageArea.State, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        IntactBlobs intact = new(_store.Index);
        using PackfileCheck packfiles = new(_store, _options.StructureOnly, intact);
        foreach (Mac name in packfiles.Named.Except(stored).Order().ToList())
        {
            if (await packfiles.IsStoredAsync(name, cancellationToken).ConfigureAwait(false))
            {
                stored.Add(name);
            }
            else
            {
                yield return packfiles.CheckMissing(name);
            }
        }

        await foreach (FindingList list in StageAsync("Checking packfiles", stored, Parallelism, packfiles.RunAsync, cancellationToken).ConfigureAwait(false))
        {
            yield return list;
        }

        ObjectCheck objects = new(_store, intact, _options.StructureOnly);
        Snapshots = [.. _store.Index.Snapshots.Order()];
        await foreach (FindingList list in CheckSnapshotsAsync(objects, cancellationToken).ConfigureAwait(false))
        {
            yield return list;
        }

        Totals = new StoreCheckTotals(Snapshots.Count, states.Count, stored.Count, packfiles.Bytes);
    }

    private async IAsyncEnumerable<FindingList> CheckSnapshotsAsync(IReadOnlyCollection<Mac> chosen, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<Mac> states = await ListAsync(StorageArea.State, cancellationToken).ConfigureAwait(false);
        foreach (Mac id in await ReadableStates.MergeAsync(_store, states, cancellationToken).ConfigureAwait(false))
        {
            yield return await StateCheck.RunAsync(_store, id, cancellationToken).ConfigureAwait(false);
        }

        ObjectCheck objects = new(_store, new IntactBlobs(_store.Index), _options.StructureOnly);
        Snapshots = [.. chosen.Distinct().Order()];
        await foreach (FindingList list in CheckSnapshotsAsync(objects, cancellationToken).ConfigureAwait(false))
        {
            yield return list;
        }

        Totals = StoreCheckTotals.None with { Snapshots = Snapshots.Count };
    }

    private IAsyncEnumerable<FindingList> CheckSnapshotsAsync(ObjectCheck objects, CancellationToken cancellationToken)
    {
        SharedEntries entries = new();
        return StageAsync("Checking snapshots", Snapshots, Parallelism, (id, token) => SnapshotCheck.RunAsync(_store, objects, entries, id, token), cancellationToken);
    }

    private Task<FindingList> CheckStateAsync(Mac id, CancellationToken cancellationToken) => StateCheck.RunAsync(_store, id, cancellationToken);

    private async IAsyncEnumerable<FindingList> StageAsync(
        string stage, IReadOnlyList<Mac> items, int width, Func<Mac, CancellationToken, Task<FindingList>> check, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        int done = 0;
        await foreach (FindingList list in CheckWindow.RunAsync(items, width, check, cancellationToken).ConfigureAwait(false))
        {
            _progress?.Report(new StoreCheckProgress(stage, ++done, items.Count));
            yield return list;
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
