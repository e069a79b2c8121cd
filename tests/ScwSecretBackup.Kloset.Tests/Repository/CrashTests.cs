using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Storage;
using Xunit;

namespace ScwSecretBackup.Kloset.Tests.Repository;

/// <summary>Whatever write a process dies at, the store stays whole and holds exactly what was committed.</summary>
public sealed class CrashTests
{
    private static readonly Dictionary<string, byte[]> First = new() { ["/a"] = [1], ["/b/c"] = new byte[5000] };
    private static readonly Dictionary<string, byte[]> Second = new() { ["/a"] = [2], ["/b/c"] = new byte[5000], ["/d"] = [3] };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_store_survives_a_crash_at_every_write(bool writeBeforeFailing)
    {
        MemoryStorage begun = new();
        Mac first;
        await using (KlosetStore store = await TestStores.CreateAsync(begun))
        {
            first = await TestStores.WriteAsync(store, First);
        }

        int crashes = 0;
        for (int failAt = 1; ; failAt++)
        {
            MemoryStorage storage = begun.Clone();
            FaultyStorage faulty = new(storage, failAt, writeBeforeFailing);
            Mac? second = await TryWriteAsync(faulty);
            await AssertWholeAsync(storage, first, second);
            if (!faulty.HasFailed)
            {
                Assert.NotNull(second);
                break;
            }

            crashes++;
        }

        // The lock, twice, a packfile, the state, and the removal of the lock.
        Assert.Equal(5, crashes);
    }

    [Fact]
    public async Task A_writer_that_is_given_up_leaves_the_store_as_it_was()
    {
        MemoryStorage storage = new();
        await using KlosetStore store = await TestStores.CreateAsync(storage);
        await TestStores.WriteAsync(store, First);
        string[] before = [.. storage.Files.Keys.Select(key => key.RelativePath).Order()];

        await using (var writer = await store.BeginSnapshotAsync(Cancel))
        {
            byte[] large = new byte[20_000_000];
            new Random(1).NextBytes(large);
            writer.AddFile("/x", await writer.WriteObjectAsync(large, null, Cancel), TestStores.FileAttributes);
        }

        Assert.Equal(before, storage.Files.Keys.Select(key => key.RelativePath).Order());
    }

    [Fact]
    public async Task A_failing_upload_fails_the_commit_and_no_state_is_written()
    {
        MemoryStorage storage = new();
        await using (await TestStores.CreateAsync(storage))
        {
        }

        await using KlosetStore store = await TestStores.OpenAsync(new FaultyStorage(storage, failAt: 2, writeBeforeFailing: false));

        await Assert.ThrowsAsync<KlosetStorageException>(() => TestStores.WriteAsync(store, First));
        Assert.DoesNotContain(storage.Files.Keys, key => key.Area == StorageArea.State);
    }

    private static async Task<Mac?> TryWriteAsync(FaultyStorage storage)
    {
        await using KlosetStore store = await TestStores.OpenAsync(storage);
        try
        {
            return await TestStores.WriteAsync(store, Second);
        }
        catch (KlosetStorageException exception)
        {
            Assert.Contains("injected", exception.Message, StringComparison.Ordinal);
            return null;
        }
    }

    private static async Task AssertWholeAsync(MemoryStorage storage, Mac first, Mac? second)
    {
        await using KlosetStore store = await TestStores.OpenAsync(storage);
        await TestStores.AssertNoErrorsAsync(store);
        IReadOnlyList<Mac> snapshots = await store.ListSnapshotIdsAsync(Cancel);

        // An error whose write happened all the same is the one case in which a snapshot is there that nobody was told of.
        Mac[] unknown = [.. snapshots.Where(id => id != first && id != second)];
        Assert.Contains(first, snapshots);
        Assert.True(second is null ? unknown.Length <= 1 : snapshots.Contains(second.Value) && unknown.Length == 0);
        TestStores.AssertSame(First, await TestStores.ReadAsync(store, first));
        foreach (Mac id in snapshots.Where(id => id != first))
        {
            TestStores.AssertSame(Second, await TestStores.ReadAsync(store, id));
        }
    }
}
