using ScwSecretBackup.Kloset.Envelopes;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Snapshots;
using ScwSecretBackup.Kloset.Tests.Golden;
using ScwSecretBackup.Kloset.Tests.Repository;
using Xunit;

namespace ScwSecretBackup.Kloset.Tests.GoldenSnapshots;

/// <summary>Adds a snapshot to stores that plakar wrote.</summary>
public sealed class ContinueGoldenStoreTests
{
    private static readonly Dictionary<string, byte[]> Files = new() { ["/new/file"] = "new"u8.ToArray(), ["/other"] = new byte[10_000] };

    public static TheoryData<string> Stores => [.. GoldenStores.Names];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Old_and_new_snapshots_are_readable_and_the_checker_has_no_errors(string name)
    {
        using GoldenFolder folder = GoldenFolder.Copy(name);
        await using KlosetStore store = await folder.OpenAsync(Cancel);
        IReadOnlyList<SnapshotHeader> old = await store.ListSnapshotsAsync(Cancel);
        Dictionary<Mac, Dictionary<string, byte[]>> contents = [];
        foreach (SnapshotHeader header in old)
        {
            contents.Add(header.Id, await TestStores.ReadAsync(store, header.Id));
        }

        Mac added = await TestStores.WriteAsync(store, Files);
        contents.Add(added, Files);

        Assert.Equal(contents.Keys.Order(), (await store.ListSnapshotsAsync(Cancel)).Select(header => header.Id).Order());
        foreach ((Mac id, Dictionary<string, byte[]> expected) in contents)
        {
            TestStores.AssertSame(expected, await TestStores.ReadAsync(store, id));
        }

        await TestStores.AssertNoErrorsAsync(store);
    }

    [Fact]
    public async Task Content_that_plakar_stored_is_not_stored_again()
    {
        using GoldenFolder folder = GoldenFolder.Copy("c-secrets-plaintext");
        await using KlosetStore store = await folder.OpenAsync(Cancel);
        Dictionary<string, byte[]> files = await TestStores.ReadAsync(store, (await store.ListSnapshotsAsync(Cancel)).Single().Id);
        int chunks = Chunks(store);

        await TestStores.WriteAsync(store, files);

        // Every secret is known; only the dirpacks are new, because attributes differ.
        SnapshotReader reader = await store.OpenSnapshotAsync((await store.ListSnapshotsAsync(Cancel))[0].Id, Cancel);
        int directories = await CountDirectoriesAsync(reader);
        Assert.InRange(Chunks(store) - chunks, 1, directories);
    }

    private static int Chunks(KlosetStore store) => store.Index.Locations().Count(item => item.Key.Type == ResourceType.Chunk);

    private static async Task<int> CountDirectoriesAsync(SnapshotReader reader)
    {
        int count = 0;
        await foreach (SnapshotEntry entry in reader.WalkAsync("/", Cancel))
        {
            count += entry.IsDirectory ? 1 : 0;
        }

        return count;
    }
}
