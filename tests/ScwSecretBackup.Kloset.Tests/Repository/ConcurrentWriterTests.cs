using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.States;
using ScwSecretBackup.Kloset.Storage;
using Xunit;

namespace ScwSecretBackup.Kloset.Tests.Repository;

public sealed class ConcurrentWriterTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Writers_at_once_lose_nothing()
    {
        MemoryStorage storage = new();
        await using (await TestStores.CreateAsync(storage))
        {
        }

        Dictionary<string, byte[]>[] contents = [.. Enumerable.Range(0, 6).Select(writer =>
            Enumerable.Range(0, 60).ToDictionary(i => $"/w{writer % 2}/{i}", i => BitConverter.GetBytes((i * 10) + (writer % 3))))];

        Mac[] ids = await Task.WhenAll(contents.Select(files => Task.Run(async () =>
        {
            await using KlosetStore store = await TestStores.OpenAsync(storage);
            return await TestStores.WriteAsync(store, files);
        })));

        await using KlosetStore reopened = await TestStores.OpenAsync(storage);
        Assert.Equal(ids.Order(), (await reopened.ListSnapshotIdsAsync(Cancel)).Order());
        for (int i = 0; i < ids.Length; i++)
        {
            TestStores.AssertSame(contents[i], await TestStores.ReadAsync(reopened, ids[i]));
        }

        Assert.Empty(await TestStores.CheckAsync(reopened));
    }

    [Fact]
    public async Task An_open_store_sees_what_others_commit_and_remove()
    {
        MemoryStorage storage = new();
        await using KlosetStore reader = await TestStores.CreateAsync(storage);
        await using KlosetStore writer = await TestStores.OpenAsync(storage);

        Mac id = await TestStores.WriteAsync(writer, new Dictionary<string, byte[]> { ["/a"] = [1] });
        Assert.Equal([1], (await TestStores.ReadAsync(reader, id))["/a"]);
        await writer.RemoveSnapshotAsync(id, Cancel);

        Assert.Empty(await reader.ListSnapshotsAsync(Cancel));
        Assert.Empty(await writer.ListSnapshotsAsync(Cancel));
        await Assert.ThrowsAsync<KlosetStorageException>(() => reader.OpenSnapshotAsync(id, Cancel));
        await Assert.ThrowsAsync<KlosetStorageException>(() => writer.RemoveSnapshotAsync(id, Cancel));
        Assert.Empty(await TestStores.CheckAsync(reader));
    }

    [Fact]
    public async Task States_follow_each_other_and_carry_the_repository_id()
    {
        MemoryStorage storage = new();
        await using KlosetStore store = await TestStores.CreateAsync(storage);
        Mac first = await TestStores.WriteAsync(store, new Dictionary<string, byte[]> { ["/a"] = [1] });
        Mac second = await TestStores.WriteAsync(store, new Dictionary<string, byte[]> { ["/a"] = [2] });

        StateDelta delta = StateFile.Parse(storage.Files[new StorageKey(StorageArea.State, second)], second, store.Codec);

        Assert.Equal(first, delta.Parent);
        Assert.Equal(store.Id, delta.Metadata.Serial);
        Assert.Contains((first, Mac.Nil), store.Index.States);
    }
}
