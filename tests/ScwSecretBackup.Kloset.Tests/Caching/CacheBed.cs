using System.Collections.Concurrent;
using ScwSecretBackup.Kloset.Caching;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Storage;
using ScwSecretBackup.Kloset.Tests.Repository;
using Xunit;

namespace ScwSecretBackup.Kloset.Tests.Caching;

/// <summary>A folder for a cache, and stores that are opened through it.</summary>
internal sealed class CacheBed : IDisposable
{
    private readonly ConcurrentQueue<string> _troubles = new();

    public CacheBed() => Cache = new StateCache(Root, _troubles.Enqueue);

    /// <summary>Does not exist before the cache makes it.</summary>
    public string Root => Path.Combine(Parent, "cache");

    public StateCache Cache { get; }

    public IReadOnlyCollection<string> Troubles => _troubles;

    public IReadOnlyList<string> Files => Directory.Exists(Root) ? Directory.GetFiles(Root, "*", SearchOption.AllDirectories) : [];

    private string Parent { get; } = Directory.CreateTempSubdirectory("kloset-cache-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>A store with snapshots, written without cache.</summary>
    public static async Task<MemoryStorage> NewStoreAsync(int snapshots, bool encrypted = true)
    {
        MemoryStorage storage = new();
        await using KlosetStore store = await TestStores.CreateAsync(storage, encrypted);
        for (int i = 0; i < snapshots; i++)
        {
            await TestStores.WriteAsync(store, new Dictionary<string, byte[]> { [$"/database-password-{i}"] = [(byte)i, 1, 2] });
        }

        return storage;
    }

    public Task<KlosetStore> OpenAsync(IStorage storage) => KlosetStore.OpenAsync(storage, TestStores.Passphrase, Cache, TimeProvider.System, Cancel);

    /// <summary>Opens and closes a store, and says which states had to be fetched from it.</summary>
    public async Task<IReadOnlyList<Mac>> FetchedByOpeningAsync(IStorage storage)
    {
        CountingStorage counting = new(storage);
        await using KlosetStore store = await OpenAsync(counting);
        AssertSameIndex(await IndexWithoutCacheAsync(storage), Describe(store));
        return [.. counting.FetchedStates];
    }

    public void Dispose() => Directory.Delete(Parent, recursive: true);

    private static async Task<IReadOnlyList<string>> IndexWithoutCacheAsync(IStorage storage)
    {
        await using KlosetStore store = await TestStores.OpenAsync(storage);
        return Describe(store);
    }

    private static IReadOnlyList<string> Describe(KlosetStore store) =>
    [
        .. store.Index.States.Select(state => $"state {state}")
            .Concat(store.Index.Packfiles.Select(packfile => packfile.ToString()))
            .Concat(store.Index.Locations().Select(location => location.ToString()))
            .Concat(store.Index.Snapshots.Select(snapshot => $"snapshot {snapshot}"))
            .Order(StringComparer.Ordinal),
    ];

    private static void AssertSameIndex(IReadOnlyList<string> expected, IReadOnlyList<string> actual) => Assert.Equal(expected, actual);
}
