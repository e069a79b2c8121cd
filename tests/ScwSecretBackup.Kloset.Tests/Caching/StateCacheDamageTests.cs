using ScwSecretBackup.Kloset.Caching;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Storage;
using ScwSecretBackup.Kloset.Tests.Repository;
using Xunit;

namespace ScwSecretBackup.Kloset.Tests.Caching;

public sealed class StateCacheDamageTests : IAsyncLifetime
{
    private const int Snapshots = 3;

    private readonly CacheBed _bed = new();
    private MemoryStorage _storage = null!;

    public async ValueTask InitializeAsync()
    {
        _storage = await CacheBed.NewStoreAsync(Snapshots);
        await _bed.FetchedByOpeningAsync(_storage);
    }

    public ValueTask DisposeAsync()
    {
        _bed.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_flipped_byte_anywhere_is_noticed_and_mended()
    {
        byte[] good = await File.ReadAllBytesAsync(Segment, Cancel);
        for (int i = 0; i < good.Length; i += 61)
        {
            byte[] bad = [.. good];
            bad[i] ^= 0x40;
            ReplaceSegments(bad);

            Assert.NotEmpty(await _bed.FetchedByOpeningAsync(_storage));
            Assert.NotEmpty(_bed.Troubles);
            Assert.Empty(await _bed.FetchedByOpeningAsync(_storage));
        }
    }

    [Fact]
    public async Task A_file_that_is_cut_off_anywhere_is_made_anew()
    {
        byte[] good = await File.ReadAllBytesAsync(Segment, Cancel);
        for (int length = 0; length < good.Length; length += 173)
        {
            ReplaceSegments(good[..length]);

            Assert.Equal(Snapshots, (await _bed.FetchedByOpeningAsync(_storage)).Count);
            Assert.Empty(await _bed.FetchedByOpeningAsync(_storage));
            Assert.Single(_bed.Files);
        }
    }

    [Fact]
    public async Task The_cache_of_another_store_is_not_believed()
    {
        using CacheBed foreign = new();
        await foreign.FetchedByOpeningAsync(await CacheBed.NewStoreAsync(Snapshots));
        ReplaceSegments(await File.ReadAllBytesAsync(foreign.Files.Single(), Cancel));

        Assert.Equal(Snapshots, (await _bed.FetchedByOpeningAsync(_storage)).Count);
        Assert.Empty(await _bed.FetchedByOpeningAsync(_storage));
        Assert.Single(_bed.Files);
    }

    [Fact]
    public async Task The_content_of_one_state_under_the_name_of_another_is_not_believed()
    {
        Mac[] ids = [.. _storage.Files.Keys.Where(key => key.Area == StorageArea.State).Select(key => key.Id)];
        byte[] bytes = await File.ReadAllBytesAsync(Segment, Cancel);
        int first = bytes.AsSpan().LastIndexOf(ids[0].ToArray());
        int second = bytes.AsSpan().LastIndexOf(ids[1].ToArray());
        byte[] firstRecord = bytes[first..(first + CachedStateEntry.RecordSize)];
        bytes.AsSpan(second + Mac.Size, CachedStateEntry.RecordSize - Mac.Size).CopyTo(bytes.AsSpan(first + Mac.Size));
        firstRecord.AsSpan(Mac.Size).CopyTo(bytes.AsSpan(second + Mac.Size));
        ReplaceSegments(bytes);

        Assert.Equal(ids[..2].Order(), (await _bed.FetchedByOpeningAsync(_storage)).Order());
    }

    [Fact]
    public async Task A_count_that_the_file_cannot_hold_allocates_nothing()
    {
        byte[] bytes = await File.ReadAllBytesAsync(Segment, Cancel);
        bytes.AsSpan(bytes.Length - CacheSegment.TrailerSize + sizeof(long), sizeof(int)).Fill(0x7f);
        ReplaceSegments(bytes);

        Assert.Equal(Snapshots, (await _bed.FetchedByOpeningAsync(_storage)).Count);
    }

    [Fact]
    public async Task A_place_that_is_no_folder_costs_the_cache_only()
    {
        using CacheBed bed = new();
        await File.WriteAllTextAsync(bed.Root, "not a folder", Cancel);

        Assert.Equal(Snapshots, (await bed.FetchedByOpeningAsync(_storage)).Count);
        Assert.NotEmpty(bed.Troubles);
        Assert.Equal("not a folder", await File.ReadAllTextAsync(bed.Root, Cancel));
    }

    [Fact]
    public async Task A_place_that_nobody_can_write_to_costs_the_cache_only()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "There is no /proc, where not even root can make a folder.");
        List<string> troubles = [];
        StateCache cache = new("/proc/scw-cache", troubles.Add);

        await using KlosetStore store = await KlosetStore.OpenAsync(_storage, TestStores.Passphrase, cache, TimeProvider.System, Cancel);

        Assert.Equal(Snapshots, store.Index.Snapshots.Count);
        Assert.Contains("/proc/scw-cache", Assert.Single(troubles), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leftovers_of_processes_that_died_are_collected()
    {
        string leftover = Path.Combine(Path.GetDirectoryName(Segment)!, "tmp.0123");
        string fresh = Path.Combine(Path.GetDirectoryName(Segment)!, "tmp.4567");
        await File.WriteAllTextAsync(leftover, "", Cancel);
        await File.WriteAllTextAsync(fresh, "", Cancel);
        File.SetLastWriteTimeUtc(leftover, DateTime.UtcNow.AddDays(-2));

        await _bed.FetchedByOpeningAsync(_storage);

        Assert.False(File.Exists(leftover));
        Assert.True(File.Exists(fresh));
    }

    [Fact]
    public async Task A_state_that_is_damaged_in_the_store_is_not_cached()
    {
        MemoryStorage damaged = _storage.Clone();
        StorageKey key = damaged.Files.Keys.First(file => file.Area == StorageArea.State);
        damaged.Files[key][^1] ^= 1;
        using CacheBed bed = new();

        await Assert.ThrowsAsync<KlosetFormatException>(() => bed.OpenAsync(damaged));

        Assert.Empty(bed.Files);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Segment => _bed.Files.Single();

    private void ReplaceSegments(byte[] content)
    {
        string folder = Path.GetDirectoryName(_bed.Files[0])!;
        foreach (string file in _bed.Files)
        {
            File.Delete(file);
        }

        File.WriteAllBytes(Path.Combine(folder, "0123" + CacheSegment.Extension), content);
    }
}
