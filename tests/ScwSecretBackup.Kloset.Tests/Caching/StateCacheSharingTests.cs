using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Tests.Repository;
using Xunit;

namespace ScwSecretBackup.Kloset.Tests.Caching;

public sealed class StateCacheSharingTests : IDisposable
{
    private readonly CacheBed _bed = new();

    public void Dispose() => _bed.Dispose();

    [Fact]
    public async Task Many_at_once_neither_disturb_each_other_nor_the_cache()
    {
        MemoryStorage storage = await CacheBed.NewStoreAsync(snapshots: 4);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Task.Run(async () =>
        {
            for (int i = 0; i < 5; i++)
            {
                await using KlosetStore store = await _bed.OpenAsync(storage);
                await TestStores.WriteAsync(store, new Dictionary<string, byte[]> { [$"/{worker}/{i}"] = [(byte)worker, (byte)i] });
            }
        })));

        Assert.Empty(_bed.Troubles);
        await _bed.FetchedByOpeningAsync(storage);
        Assert.Empty(await _bed.FetchedByOpeningAsync(storage));
        await using KlosetStore reopened = await _bed.OpenAsync(storage);
        Assert.Equal(44, reopened.Index.Snapshots.Count);
        await TestStores.AssertNoErrorsAsync(reopened);
    }
}
