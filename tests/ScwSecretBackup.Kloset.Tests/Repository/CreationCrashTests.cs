using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Storage;
using Xunit;

namespace ScwSecretBackup.Kloset.Tests.Repository;

/// <summary>A process that dies while it creates a store or writes its first snapshot, and what it leaves lying around.</summary>
public sealed class CreationCrashTests : IDisposable
{
    private static readonly Dictionary<string, byte[]> Files = new() { ["/a"] = [1], ["/b/c"] = new byte[5000] };

    private static readonly string[] FoldersWithLeftovers = ["", "states", "packfiles", "locks"];

    private readonly string _folder = Directory.CreateTempSubdirectory("kloset-crash-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_store_whose_configuration_was_not_written_is_none_and_can_be_created_again()
    {
        string root = Path.Combine(_folder, "store");
        await Assert.ThrowsAsync<KlosetStorageException>(() => TestStores.CreateAsync(new FaultyStorage(new FileStorage(root), failAt: 1, writeBeforeFailing: false)));

        // A kill, unlike an exception, leaves the temporary file too.
        await File.WriteAllBytesAsync(Path.Combine(root, $"tmp.{Guid.NewGuid():N}"), [1, 2, 3], Cancel);

        await Assert.ThrowsAsync<KlosetStorageException>(() => TestStores.OpenAsync(new FileStorage(root)));
        await using KlosetStore store = await TestStores.CreateAsync(new FileStorage(root));
        Mac id = await TestStores.WriteAsync(store, Files);
        TestStores.AssertSame(Files, await TestStores.ReadAsync(store, id));
        await TestStores.AssertNoErrorsAsync(store);
    }

    [Fact]
    public async Task A_store_whose_configuration_was_written_is_whole_though_nobody_was_told()
    {
        MemoryStorage storage = new();
        await Assert.ThrowsAsync<KlosetStorageException>(() => TestStores.CreateAsync(new FaultyStorage(storage, failAt: 1, writeBeforeFailing: true)));

        await using KlosetStore store = await TestStores.OpenAsync(storage);

        Assert.Empty(await store.ListSnapshotsAsync(Cancel));
        await TestStores.AssertNoErrorsAsync(store);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_first_snapshot_is_there_whole_or_not_at_all(bool writeBeforeFailing)
    {
        MemoryStorage empty = new();
        await using (await TestStores.CreateAsync(empty))
        {
        }

        FaultyStorage faulty;
        int failAt = 0;
        do
        {
            MemoryStorage storage = empty.Clone();
            faulty = new FaultyStorage(storage, ++failAt, writeBeforeFailing);
            bool committed = await TryWriteAsync(faulty);

            await using KlosetStore store = await TestStores.OpenAsync(storage);
            await TestStores.AssertNoErrorsAsync(store);
            IReadOnlyList<Mac> snapshots = await store.ListSnapshotIdsAsync(Cancel);
            Assert.InRange(snapshots.Count, committed ? 1 : 0, committed || (writeBeforeFailing && HasState(storage)) ? 1 : 0);
            foreach (Mac id in snapshots)
            {
                TestStores.AssertSame(Files, await TestStores.ReadAsync(store, id));
            }
        }
        while (faulty.HasFailed);

        Assert.True(failAt > 3);
    }

    [Fact]
    public async Task Leftover_temporary_files_disturb_nothing()
    {
        string root = Path.Combine(_folder, "store");
        Mac first;
        await using (KlosetStore store = await TestStores.CreateAsync(new FileStorage(root)))
        {
            first = await TestStores.WriteAsync(store, Files);
        }

        // Cut copies of real files, where FileStorage and plakar put their temporary files.
        byte[] half = [.. (await File.ReadAllBytesAsync(Path.Combine(root, "CONFIG"), Cancel)).Take(40)];
        string[] leftovers = [.. FoldersWithLeftovers.Select(folder => Path.Combine(root, folder, $"tmp.{Guid.NewGuid():N}"))];
        foreach (string leftover in leftovers)
        {
            await File.WriteAllBytesAsync(leftover, half, Cancel);
        }

        await using KlosetStore again = await TestStores.OpenAsync(new FileStorage(root));
        Mac second = await TestStores.WriteAsync(again, Files);

        Assert.Equal(new[] { first, second }.Order(), (await again.ListSnapshotIdsAsync(Cancel)).Order());
        TestStores.AssertSame(Files, await TestStores.ReadAsync(again, first));
        TestStores.AssertSame(Files, await TestStores.ReadAsync(again, second));
        Assert.Empty(await TestStores.CheckAsync(again));
        Assert.All(leftovers, leftover => Assert.True(File.Exists(leftover)));
    }

    private static bool HasState(MemoryStorage storage) => storage.Files.Keys.Any(key => key.Area == StorageArea.State);

    private static async Task<bool> TryWriteAsync(FaultyStorage storage)
    {
        await using KlosetStore store = await TestStores.OpenAsync(storage);
        try
        {
            await TestStores.WriteAsync(store, Files);
            return true;
        }
        catch (KlosetStorageException)
        {
            return false;
        }
    }
}
