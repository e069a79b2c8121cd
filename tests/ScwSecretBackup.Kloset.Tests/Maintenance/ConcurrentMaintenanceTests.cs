using ScwSecretBackup.Kloset.Maintenance;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Tests.Repository;
using Xunit;

namespace ScwSecretBackup.Kloset.Tests.Maintenance;

/// <summary>Writers, removals and maintenance at once on one store, with no grace period that could hide a mistake.</summary>
public sealed class ConcurrentMaintenanceTests
{
    private const int Writers = 3;
    private const int SnapshotsPerWriter = 8;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_snapshot_is_lost_and_the_store_stays_sound()
    {
        MemoryStorage storage = new();
        await using (await TestStores.CreateAsync(storage))
        {
        }

        Task<Dictionary<Mac, Dictionary<string, byte[]>>>[] writers = [.. Enumerable.Range(0, Writers).Select(writer => Task.Run(() => WriteAsync(storage, writer), Cancel))];
        Task<int> maintenance = Task.Run(() => MaintainAsync(storage, Task.WhenAll(writers)), Cancel);
        Dictionary<Mac, Dictionary<string, byte[]>> expected = (await Task.WhenAll(writers)).SelectMany(kept => kept).ToDictionary();

        Assert.True(await maintenance > 0);
        await using KlosetStore store = await TestStores.OpenAsync(storage);
        Assert.Equal(expected.Keys.Order(), (await store.ListSnapshotIdsAsync(Cancel)).Order());
        foreach ((Mac id, Dictionary<string, byte[]> files) in expected)
        {
            TestStores.AssertSame(files, await TestStores.ReadAsync(store, id));
        }

        await TestStores.AssertNoErrorsAsync(store);
    }

    /// <summary>Writes snapshots that share much with each other and those of other writers, and removes every second; returns those it kept.</summary>
    private static async Task<Dictionary<Mac, Dictionary<string, byte[]>>> WriteAsync(MemoryStorage storage, int writer)
    {
        Dictionary<Mac, Dictionary<string, byte[]>> kept = [];
        for (int number = 0; number < SnapshotsPerWriter; number++)
        {
            Dictionary<string, byte[]> files = Enumerable.Range(0, 20).ToDictionary(i => $"/{i % 3}/{i}", i => BitConverter.GetBytes(i % (2 + ((number + writer) % 3))));
            await using KlosetStore store = await TestStores.OpenAsync(storage);
            Mac id = await RetryAsync(() => TestStores.WriteAsync(store, files));
            if (number % 2 == 0)
            {
                await store.RemoveSnapshotAsync(id, Cancel);
            }
            else
            {
                kept.Add(id, files);
            }
        }

        return kept;
    }

    /// <summary>Runs until the writers have ended and once more; returns how often it got the store for itself.</summary>
    private static async Task<int> MaintainAsync(MemoryStorage storage, Task writers)
    {
        int runs = 0;
        for (bool last = false; !last;)
        {
            last = writers.IsCompleted;
            await using KlosetStore store = await TestStores.OpenAsync(storage);
            try
            {
                await new StoreMaintenance(store, TimeSpan.Zero).RunAsync(Cancel);
                runs++;
            }
            catch (KlosetLockException)
            {
                await Task.Yield();
            }
        }

        return runs;
    }

    private static async Task<Mac> RetryAsync(Func<Task<Mac>> write)
    {
        while (true)
        {
            try
            {
                return await write();
            }
            catch (KlosetLockException)
            {
                await Task.Delay(Random.Shared.Next(1, 10), Cancel);
            }
        }
    }
}
