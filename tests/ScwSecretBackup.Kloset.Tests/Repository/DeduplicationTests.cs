using ScwSecretBackup.Kloset.Envelopes;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Snapshots;
using Xunit;

namespace ScwSecretBackup.Kloset.Tests.Repository;

public sealed class DeduplicationTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_content_is_stored_once()
    {
        await using KlosetStore store = await TestStores.CreateAsync(new MemoryStorage());
        Dictionary<string, byte[]> files = Enumerable.Range(0, 50).ToDictionary(i => $"/{i}", _ => "the same"u8.ToArray());

        await TestStores.WriteAsync(store, files);

        // One chunk and one object for the content, one each for the dirpack of the root.
        Assert.Equal(2, store.Index.Locations().Count(item => item.Key.Type == ResourceType.Chunk));
        Assert.Equal(2, store.Index.Locations().Count(item => item.Key.Type == ResourceType.Object));
    }

    [Fact]
    public async Task Content_written_by_many_at_once_is_stored_once()
    {
        await using KlosetStore store = await TestStores.CreateAsync(new MemoryStorage(), encrypted: false);
        await using SnapshotWriter writer = await store.BeginSnapshotAsync(Cancel);

        await Parallel.ForEachAsync(Enumerable.Range(0, 400), Cancel, async (i, token) =>
            writer.AddFile($"/{i}", await writer.WriteObjectAsync(BitConverter.GetBytes(i % 20), null, token), TestStores.FileAttributes));
        SnapshotHeader header = await writer.CommitAsync(TestStores.Description, Cancel);

        Assert.Equal(20 + 1, store.Index.Locations().Count(item => item.Key.Type == ResourceType.Chunk));
        Assert.Equal(400, header.FileCount);
        Assert.Empty(await TestStores.CheckAsync(store));
    }

    [Fact]
    public async Task An_unchanged_snapshot_adds_less_than_64_KiB_and_only_its_header()
    {
        MemoryStorage storage = new();
        await using KlosetStore store = await TestStores.CreateAsync(storage);
        Dictionary<string, byte[]> files = Enumerable.Range(0, 1500).ToDictionary(i => $"/d{i % 40}/s{i}", i => BitConverter.GetBytes(i));
        await TestStores.WriteAsync(store, files);
        long before = storage.Length;
        int blobs = store.Index.Locations().Count(item => item.Key.Type != ResourceType.Random);

        await using SnapshotWriter writer = await store.BeginSnapshotAsync(Cancel);
        foreach ((string path, byte[] content) in files)
        {
            writer.AddFile(path, await writer.WriteObjectAsync(content, null, Cancel), TestStores.FileAttributes);
        }

        await writer.CommitAsync(TestStores.Description, Cancel);

        Assert.InRange(storage.Length - before, 1, 64 * 1024);
        Assert.Equal(storage.Length - before, writer.BytesWritten);
        Assert.Equal(blobs + 1, store.Index.Locations().Count(item => item.Key.Type != ResourceType.Random));
    }

    [Fact]
    public async Task Content_of_an_earlier_snapshot_is_reused_without_writing_it()
    {
        await using KlosetStore store = await TestStores.CreateAsync(new MemoryStorage());
        Mac first = await TestStores.WriteAsync(store, new Dictionary<string, byte[]> { ["/a"] = "secret"u8.ToArray() });
        SnapshotEntry? entry = await (await store.OpenSnapshotAsync(first, Cancel)).FindAsync("/a", Cancel);

        await using SnapshotWriter writer = await store.BeginSnapshotAsync(Cancel);
        StoredObject? reused = await writer.TryReuseAsync(entry!.Content!, Cancel);
        Assert.Equal(entry.Content, reused);
        writer.AddFile("/b", reused!, TestStores.FileAttributes);
        SnapshotHeader second = await writer.CommitAsync(TestStores.Description, Cancel);

        TestStores.AssertSame(new Dictionary<string, byte[]> { ["/b"] = "secret"u8.ToArray() }, await TestStores.ReadAsync(store, second.Id));
        Assert.Empty(await TestStores.CheckAsync(store));
    }

    [Fact]
    public async Task Content_that_is_not_live_is_not_reused()
    {
        await using KlosetStore store = await TestStores.CreateAsync(new MemoryStorage());
        Mac first = await TestStores.WriteAsync(store, new Dictionary<string, byte[]> { ["/a"] = "secret"u8.ToArray() });
        SnapshotEntry? entry = await (await store.OpenSnapshotAsync(first, Cancel)).FindAsync("/a", Cancel);
        await MaintenanceStates.ColourAllPackfilesAsync(store, Cancel);

        await using SnapshotWriter writer = await store.BeginSnapshotAsync(Cancel);

        Assert.Null(await writer.TryReuseAsync(entry!.Content!, Cancel));
        Assert.Null(await writer.TryReuseAsync(new StoredObject(Mac.NewRandom(), 1, 1, "", 0), Cancel));
        Assert.Equal("secret"u8.ToArray(), (await TestStores.ReadAsync(store, first))["/a"]);
    }

    [Fact]
    public async Task A_snapshot_is_refused_when_maintenance_took_what_it_relies_on()
    {
        MemoryStorage storage = new();
        await using KlosetStore store = await TestStores.CreateAsync(storage);
        await TestStores.WriteAsync(store, new Dictionary<string, byte[]> { ["/a"] = "secret"u8.ToArray() });
        await using SnapshotWriter writer = await store.BeginSnapshotAsync(Cancel);
        writer.AddFile("/a", await writer.WriteObjectAsync("secret"u8.ToArray(), null, Cancel), TestStores.FileAttributes);
        await using (KlosetStore other = await TestStores.OpenAsync(storage))
        {
            await MaintenanceStates.ColourAllPackfilesAsync(other, Cancel);
        }

        KlosetException error = await Assert.ThrowsAsync<KlosetException>(() => writer.CommitAsync(TestStores.Description, Cancel));

        Assert.Contains("Run the command again", error.Message, StringComparison.Ordinal);
        Assert.Single(await store.ListSnapshotsAsync(Cancel));
    }
}
