using CsCheck;
using ScwSecretBackup.Kloset.Checking;
using ScwSecretBackup.Kloset.Configuration;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Snapshots;
using ScwSecretBackup.Kloset.Storage;
using Xunit;

namespace ScwSecretBackup.Kloset.Tests.Repository;

/// <summary>What is written is read back equal, and the checker finds nothing.</summary>
public sealed class RoundTripTests
{
    private static readonly string[] Segments =
        ["a", "ab", "a.b", "a b", "@secret.json", "@versions", "ü", "\u4E2D", "\uE000", "\uFFFD", "\U0001F600", "-", "x" + new string('y', 200), "a\u0001", "\\", "C:"];

    private static readonly Gen<string> GenPath = Gen.Int[0, Segments.Length - 1].Select(i => Segments[i]).Array[1, 7].Select(segments => "/" + string.Join('/', segments));

    private static readonly Gen<byte[]> GenContent = Gen.Frequency(
        (1, Gen.Const(Array.Empty<byte>())),
        (8, Gen.Byte.Array[0, 300]),
        (1, Gen.Select(Gen.Byte, Gen.Int[1, 200_000]).Select((value, length) => Enumerable.Repeat(value, length).ToArray())));

    private static readonly Gen<Dictionary<string, byte[]>> GenFiles = Gen.Select(GenPath, GenContent).List[0, 120].Select(WithoutFilesAsDirectories);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Random_trees_are_read_back_equal_from_every_kind_of_store() =>
        await Gen.Select(GenFiles, Gen.Bool, Gen.Bool, Gen.Enum<HashingAlgorithm>()).SampleAsync(
            async (files, encrypted, compress, hashing) => await AssertRoundTripAsync(files, encrypted, compress, hashing), iter: 60);

    [Theory]
    [InlineData(49)]
    [InlineData(50)]
    [InlineData(2600)]
    public async Task Directories_of_any_size_are_read_back_equal(int count)
    {
        Dictionary<string, byte[]> files = Enumerable.Range(0, count).ToDictionary(i => $"/d/n{i:d5}", i => BitConverter.GetBytes(i));

        await AssertRoundTripAsync(files, encrypted: false, compress: true, HashingAlgorithm.Blake3);
    }

    [Fact]
    public async Task Content_of_several_chunks_and_packfiles_is_read_back_equal()
    {
        Random random = new(1);
        Dictionary<string, byte[]> files = [];
        foreach (int length in new[] { 3_000_000, 12_345_678, 9_000_000 })
        {
            byte[] content = new byte[length];
            random.NextBytes(content);
            files.Add($"/{length}", content);
        }

        MemoryStorage storage = await AssertRoundTripAsync(files, encrypted: false, compress: false, HashingAlgorithm.Sha256);

        Assert.True(storage.Files.Keys.Count(key => key.Area == StorageArea.Packfile) > 1);
    }

    [Fact]
    public async Task An_empty_snapshot_has_its_root()
    {
        MemoryStorage storage = new();
        await using KlosetStore store = await TestStores.CreateAsync(storage);
        Mac id = await TestStores.WriteAsync(store, new Dictionary<string, byte[]>());

        SnapshotReader reader = await store.OpenSnapshotAsync(id, Cancel);

        Assert.Equal("/", Assert.IsType<SnapshotEntry>(await reader.FindAsync("/", Cancel)).Path);
        Assert.Empty(await reader.ListDirectoryAsync("/", Cancel));
        Assert.Empty(await TestStores.CheckAsync(store));
    }

    [Fact]
    public async Task Header_attributes_and_errors_are_read_back_equal()
    {
        SnapshotDescription description = new()
        {
            Name = "name",
            Category = "security",
            Environment = "prod",
            Perimeter = "p",
            Job = "j",
            Dataset = "d",
            DataClasses = ["x", "y"],
            Tags = ["t"],
            Context = [new("Producer", "test")],
            ImporterType = "scaleway-secret",
            ImporterOrigin = "fr-par/1",
            ImporterDirectory = "/prod",
        };
        NodeAttributes directory = new(Convert.ToInt32("755", 8), new DateTimeOffset(1999, 1, 1, 0, 0, 0, TimeSpan.FromHours(2)));
        ManualTimeProvider time = new();
        await using KlosetStore store = await TestStores.CreateAsync(new MemoryStorage(), timeProvider: time);
        await using SnapshotWriter writer = await store.BeginSnapshotAsync(Cancel);
        DateTimeOffset begun = time.GetUtcNow();
        writer.AddFile("/prod/a", await writer.WriteObjectAsync("{}"u8.ToArray(), "application/json", Cancel), TestStores.FileAttributes);
        writer.AddDirectory("/prod", directory);
        writer.AddError("/prod/b", "no permission");
        writer.AddError("/prod/b", "twice");
        time.Advance(TimeSpan.FromSeconds(90));

        SnapshotHeader committed = await writer.CommitAsync(description, Cancel);

        SnapshotHeader listed = Assert.Single(await store.ListSnapshotsAsync(Cancel));
        Assert.Equivalent(committed, listed);
        Assert.Equivalent(description, listed.Description);
        Assert.Equal((begun, TimeSpan.FromSeconds(90)), (listed.Timestamp, listed.Duration));
        Assert.Equal((1, 2, 1), (listed.FileCount, listed.TotalSize, listed.ErrorCount));
        Assert.Equal(writer.Id, listed.Id);
        SnapshotReader reader = await store.OpenSnapshotAsync(listed.Id, Cancel);
        SnapshotEntry file = Assert.Single(await reader.ListDirectoryAsync("/prod", Cancel));
        SnapshotEntry? parent = await reader.FindAsync("/prod/", Cancel);
        SnapshotEntry? root = await reader.FindAsync("/", Cancel);
        Assert.Equal((TestStores.FileAttributes.ModifiedAt, 0x180u, "application/json"), (file.ModifiedAt, file.Mode, file.Content?.ContentType));
        Assert.Equal((directory.ModifiedAt.ToUniversalTime(), 0x8000_01EDu), (parent?.ModifiedAt, parent?.Mode));
        Assert.Equal((DateTimeOffset.UnixEpoch, 0x8000_01C0u), (root?.ModifiedAt, root?.Mode));
        Assert.Empty(await TestStores.CheckAsync(store));
    }

    [Fact]
    public async Task The_importer_directory_has_to_be_a_directory_of_the_snapshot()
    {
        await using KlosetStore store = await TestStores.CreateAsync(new MemoryStorage());

        await Assert.ThrowsAsync<ArgumentException>(() =>
            TestStores.WriteAsync(store, new Dictionary<string, byte[]> { ["/a"] = [1] }, TestStores.Description with { ImporterDirectory = "/a" }));
    }

    [Theory]
    [InlineData("/a")]
    [InlineData("/a/b")]
    [InlineData("/")]
    [InlineData("/d")]
    [InlineData("x")]
    public async Task A_path_that_is_taken_or_impossible_is_refused_at_once(string path)
    {
        await using KlosetStore store = await TestStores.CreateAsync(new MemoryStorage());
        await using SnapshotWriter writer = await store.BeginSnapshotAsync(Cancel);
        StoredObject content = await writer.WriteObjectAsync(new byte[] { 1 }, null, Cancel);
        writer.AddFile("/a", content, TestStores.FileAttributes);
        writer.AddDirectory("/d", TestStores.FileAttributes);

        Assert.Throws<ArgumentException>(() => writer.AddFile(path, content, TestStores.FileAttributes));
    }

    private static async Task<MemoryStorage> AssertRoundTripAsync(Dictionary<string, byte[]> files, bool encrypted, bool compress, HashingAlgorithm hashing)
    {
        MemoryStorage storage = new();
        await using (KlosetStore store = await TestStores.CreateAsync(storage, encrypted, compress, hashing))
        {
            await TestStores.WriteAsync(store, files);
        }

        await using KlosetStore reopened = await TestStores.OpenAsync(storage);
        SnapshotHeader header = Assert.Single(await reopened.ListSnapshotsAsync(Cancel));
        TestStores.AssertSame(files, await TestStores.ReadAsync(reopened, header.Id));
        Assert.Equal((files.Count, files.Values.Sum(content => (long)content.Length)), (header.FileCount, header.TotalSize));
        List<StoreFinding> findings = await TestStores.CheckAsync(reopened);
        Assert.Empty(findings);
        return storage;
    }

    private static Dictionary<string, byte[]> WithoutFilesAsDirectories(List<(string Path, byte[] Content)> items)
    {
        Dictionary<string, byte[]> files = new(StringComparer.Ordinal);
        foreach ((string path, byte[] content) in items)
        {
            bool blocked = files.Keys.Any(other => other == path || other.StartsWith(path + "/", StringComparison.Ordinal) || path.StartsWith(other + "/", StringComparison.Ordinal));
            if (!blocked)
            {
                files.Add(path, content);
            }
        }

        return files;
    }
}
