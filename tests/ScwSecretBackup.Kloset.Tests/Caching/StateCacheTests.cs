using System.Text;
using ScwSecretBackup.Kloset.Caching;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Storage;
using ScwSecretBackup.Kloset.Tests.GoldenSnapshots;
using ScwSecretBackup.Kloset.Tests.Repository;
using Xunit;

namespace ScwSecretBackup.Kloset.Tests.Caching;

public sealed class StateCacheTests : IDisposable
{
    private readonly CacheBed _bed = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _bed.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Opening_a_second_time_fetches_the_listing_and_the_configuration_only(bool encrypted)
    {
        MemoryStorage storage = await CacheBed.NewStoreAsync(snapshots: 12, encrypted);
        Assert.Equal(12, (await _bed.FetchedByOpeningAsync(storage)).Count);

        CountingStorage second = new(storage);
        await using KlosetStore store = await _bed.OpenAsync(second);

        Assert.Equal([StorageKey.Config], second.Fetched);
        Assert.Equal([StorageArea.State], second.Listed);
        Assert.Equal(12, store.Index.Snapshots.Count);
        Assert.Empty(await _bed.FetchedByOpeningAsync(storage));
        Assert.Empty(_bed.Troubles);
    }

    [Fact]
    public async Task Only_what_is_new_is_fetched()
    {
        MemoryStorage storage = await CacheBed.NewStoreAsync(snapshots: 3);
        await _bed.FetchedByOpeningAsync(storage);
        Mac added;
        await using (KlosetStore other = await TestStores.OpenAsync(storage))
        {
            added = await TestStores.WriteAsync(other, new Dictionary<string, byte[]> { ["/new"] = [1] });
        }

        Assert.Equal([added], await _bed.FetchedByOpeningAsync(storage));
        Assert.Empty(await _bed.FetchedByOpeningAsync(storage));
    }

    [Fact]
    public async Task What_a_store_commits_and_removes_itself_is_never_fetched()
    {
        MemoryStorage storage = await CacheBed.NewStoreAsync(snapshots: 1);
        await using (KlosetStore store = await _bed.OpenAsync(storage))
        {
            Mac first = await TestStores.WriteAsync(store, new Dictionary<string, byte[]> { ["/a"] = [1] });
            await TestStores.WriteAsync(store, new Dictionary<string, byte[]> { ["/a"] = [2] });
            await store.RemoveSnapshotAsync(first, Cancel);
        }

        Assert.Empty(await _bed.FetchedByOpeningAsync(storage));
    }

    [Fact]
    public async Task States_that_maintenance_put_and_took_away_leave_no_trace()
    {
        MemoryStorage storage = await CacheBed.NewStoreAsync(snapshots: 4);
        await _bed.FetchedByOpeningAsync(storage);
        long before = _bed.Files.Sum(file => new FileInfo(file).Length);
        Mac gone = storage.Files.Keys.First(key => key.Area == StorageArea.State).Id;
        await using (KlosetStore store = await TestStores.OpenAsync(storage))
        {
            await MaintenanceStates.ColourAllPackfilesAsync(store, Cancel);
            storage.Files.Remove(new StorageKey(StorageArea.State, gone));
        }

        Assert.Single(await _bed.FetchedByOpeningAsync(storage));

        Assert.Empty(await _bed.FetchedByOpeningAsync(storage));
        Assert.All(_bed.Files, file => Assert.DoesNotContain(Convert.ToHexString(gone.ToArray()), Convert.ToHexString(File.ReadAllBytes(file)), StringComparison.Ordinal));
        Assert.True(before > 0);
    }

    [Fact]
    public async Task Files_stay_few_however_many_snapshots_come()
    {
        const int Snapshots = 40;
        MemoryStorage storage = await CacheBed.NewStoreAsync(snapshots: 0);
        await using (KlosetStore store = await _bed.OpenAsync(storage))
        {
            for (int i = 0; i < Snapshots; i++)
            {
                await TestStores.WriteAsync(store, new Dictionary<string, byte[]> { ["/a"] = [(byte)i] });
            }
        }

        Assert.InRange(_bed.Files.Count, 1, 8);
        Assert.Empty(await _bed.FetchedByOpeningAsync(storage));
    }

    [Fact]
    public async Task Nothing_is_cached_in_the_clear()
    {
        MemoryStorage storage = await CacheBed.NewStoreAsync(snapshots: 3);
        await _bed.FetchedByOpeningAsync(storage);

        byte[] cached = [.. _bed.Files.SelectMany(File.ReadAllBytes)];
        Assert.True(cached.AsSpan().IndexOf(Encoding.UTF8.GetBytes("database-password")) < 0);
        await using KlosetStore store = await TestStores.OpenAsync(storage);
        Assert.All(store.Index.Packfiles, packfile => Assert.True(cached.AsSpan().IndexOf(packfile.Name.ToArray()) < 0));
    }

    [Fact]
    public async Task Folders_and_files_belong_to_their_owner_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        await _bed.FetchedByOpeningAsync(await CacheBed.NewStoreAsync(snapshots: 1));

        const UnixFileMode ReadWrite = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.All(_bed.Files, file => Assert.Equal(ReadWrite, new FileInfo(file).UnixFileMode));
        Assert.All(
            Directory.GetDirectories(_bed.Root, "*", SearchOption.AllDirectories).Append(_bed.Root),
            folder => Assert.Equal(ReadWrite | UnixFileMode.UserExecute, new DirectoryInfo(folder).UnixFileMode));
    }

    [Fact]
    public async Task Two_stores_share_a_cache_without_mixing()
    {
        MemoryStorage one = await CacheBed.NewStoreAsync(snapshots: 2);
        MemoryStorage other = await CacheBed.NewStoreAsync(snapshots: 3);

        Assert.Equal(2, (await _bed.FetchedByOpeningAsync(one)).Count);
        Assert.Equal(3, (await _bed.FetchedByOpeningAsync(other)).Count);
        Assert.Empty(await _bed.FetchedByOpeningAsync(one));
        Assert.Empty(await _bed.FetchedByOpeningAsync(other));
    }

    [Fact]
    public async Task A_store_of_the_other_tool_is_cached_too()
    {
        using GoldenFolder golden = GoldenFolder.Copy("f-encrypted-maintained");
        await using (KlosetStore first = await golden.OpenAsync(_bed.Cache, Cancel))
        {
            Assert.NotEmpty(first.Index.Snapshots);
        }

        CountingStorage counting = new(new FileStorage(golden.Folder));
        await using KlosetStore second = await golden.OpenAsync(counting, _bed.Cache, Cancel);

        Assert.Equal([StorageKey.Config], counting.Fetched);
        Assert.NotEmpty(second.Index.Snapshots);
    }

    [Fact]
    public void A_relative_folder_is_refused() => Assert.Throws<ArgumentException>(() => new StateCache("cache", _ => { }));
}
