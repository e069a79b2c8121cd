using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Snapshots;
using ScwSecretBackup.Kloset.Storage;
using ScwSecretBackup.Kloset.Tests.Golden;
using Xunit;

namespace ScwSecretBackup.Kloset.Tests.GoldenSnapshots;

/// <summary>Reads stores that plakar wrote and compares with what was recorded when they were made.</summary>
public sealed class GoldenSnapshotTests
{
    private const int MaxFile = 16 << 20;

    public static TheoryData<string> Stores => [.. GoldenStores.Names];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Lists_exactly_the_live_snapshots(string name)
    {
        GoldenStore golden = GoldenStores.Get(name);
        KlosetStore store = await OpenGoldenStores.GetAsync(golden);

        IReadOnlyList<SnapshotHeader> headers = await store.ListSnapshotsAsync(Cancel);

        Assert.Equal(LiveSnapshots(golden).Select(Id).Order(), headers.Select(header => header.Id).Order());
        Assert.Equal(headers.OrderByDescending(header => header.Timestamp), headers);
        Assert.Equal(golden.Manifest.RootElement.GetProperty("repository_id").GetGuid(), store.Id);
        Assert.Equal(golden.Passphrase is not null, store.IsEncrypted);
        Assert.All(headers, header => Assert.Equal("fs", header.Description.ImporterType));
        Assert.All(headers, header => Assert.Equal("golden-host", header.Description.ImporterOrigin));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Walks_exactly_the_recorded_tree(string name)
    {
        GoldenStore golden = GoldenStores.Get(name);
        KlosetStore store = await OpenGoldenStores.GetAsync(golden);
        foreach (JsonElement snapshot in LiveSnapshots(golden))
        {
            SnapshotReader reader = await store.OpenSnapshotAsync(Id(snapshot), Cancel);
            string root = snapshot.GetProperty("root").GetString()!;
            Dictionary<string, SnapshotEntry> entries = await WalkAsync(reader, "/");

            IEnumerable<string> expected = [.. snapshot.GetProperty("tree").EnumerateArray().Select(PathOf), root, .. Ancestors(root)];
            Assert.Equal(expected.Order(StringComparer.Ordinal), entries.Keys.Order(StringComparer.Ordinal));
            foreach (JsonElement node in snapshot.GetProperty("tree").EnumerateArray())
            {
                AssertAttributes(node, entries[PathOf(node)]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Reads_every_file_with_the_recorded_hash(string name)
    {
        GoldenStore golden = GoldenStores.Get(name);
        KlosetStore store = await OpenGoldenStores.GetAsync(golden);
        int files = 0;
        foreach (JsonElement snapshot in LiveSnapshots(golden))
        {
            SnapshotReader reader = await store.OpenSnapshotAsync(Id(snapshot), Cancel);
            foreach (JsonElement node in snapshot.GetProperty("tree").EnumerateArray().Where(IsFile))
            {
                SnapshotEntry? entry = await reader.FindAsync(PathOf(node), Cancel);
                Assert.NotNull(entry);
                using var content = await reader.ReadFileAsync(entry, MaxFile, Cancel);
                using MemoryStream copy = new();
                await reader.CopyFileAsync(entry, copy, Cancel);

                Assert.Equal(node.GetProperty("size").GetInt64(), content.Memory.Length);
                Assert.Equal(node.GetProperty("sha256").GetString(), Convert.ToHexStringLower(SHA256.HashData(content.Memory.Span)));
                Assert.Equal(content.Memory.ToArray(), copy.ToArray());
                files++;
            }
        }

        Assert.True(files > 0);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_directory_lists_the_same_by_dirpack_and_by_tree(string name)
    {
        GoldenStore golden = GoldenStores.Get(name);
        KlosetStore store = await OpenGoldenStores.GetAsync(golden);
        foreach (JsonElement snapshot in LiveSnapshots(golden))
        {
            HeaderRecord header = await store.ReadHeaderAsync(Id(snapshot), verifySignature: true, Cancel);
            HeaderRecord withoutIndexes = header with { Sources = [header.Source with { Indexes = [] }] };
            SnapshotReader byDirpack = await SnapshotReader.OpenAsync(header, store.Blobs, store.Codec.Mac, Cancel);
            SnapshotReader byTree = await SnapshotReader.OpenAsync(withoutIndexes, store.Blobs, store.Codec.Mac, Cancel);

            Dictionary<string, SnapshotEntry> fromDirpack = await WalkAsync(byDirpack, "/");
            Dictionary<string, SnapshotEntry> fromTree = await WalkAsync(byTree, "/");

            Assert.Equal(fromDirpack.Keys, fromTree.Keys);
            Assert.All(fromDirpack.Keys, path => Assert.Equal(fromDirpack[path].Content, fromTree[path].Content));
            Assert.NotNull(await byDirpack.GetDirectoryIdentityAsync("/", Cancel));
            Assert.Null(await byTree.GetDirectoryIdentityAsync("/", Cancel));
        }
    }

    [Fact]
    public async Task A_removed_snapshot_can_not_be_opened()
    {
        GoldenStore golden = GoldenStores.Get("e-encrypted-rm");
        JsonElement removed = golden.Manifest.RootElement.GetProperty("snapshots").EnumerateArray().Single(snapshot => !IsLive(snapshot));
        KlosetStore store = await OpenGoldenStores.GetAsync(golden);

        KlosetStorageException error = await Assert.ThrowsAsync<KlosetStorageException>(() => store.OpenSnapshotAsync(Id(removed), Cancel));

        Assert.Contains(Id(removed).ToString(), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_or_missing_passphrase_is_a_key_error()
    {
        GoldenStore golden = GoldenStores.Get("b-encrypted");

        await Assert.ThrowsAsync<KlosetKeyException>(() => KlosetStore.OpenAsync(new FileStorage(golden.StoreFolder), Encoding.UTF8.GetBytes("wrong"), TimeProvider.System, Cancel));
        await Assert.ThrowsAsync<KlosetKeyException>(() => KlosetStore.OpenAsync(new FileStorage(golden.StoreFolder), null, TimeProvider.System, Cancel));
    }

    [Fact]
    public async Task Symbolic_links_are_entries_and_not_followed()
    {
        KlosetStore store = await OpenGoldenStores.GetAsync(GoldenStores.Get("d-variants-nocompress"));
        SnapshotReader reader = await store.OpenSnapshotAsync((await store.ListSnapshotsAsync(Cancel)).Single().Id, Cancel);

        SnapshotEntry? link = await reader.FindAsync("/srv/golden/content/variants/link-rel", Cancel);

        Assert.NotNull(link);
        Assert.Equal("plain.txt", link.SymlinkTarget);
        Assert.False(link.IsRegularFile);
        Assert.Null(link.Content);
        await Assert.ThrowsAsync<ArgumentException>(() => reader.ReadFileAsync(link, MaxFile, Cancel));
    }

    private static void AssertAttributes(JsonElement node, SnapshotEntry entry)
    {
        Assert.Equal(ExpectedMode(node), entry.Mode);
        Assert.Equal(node.GetProperty("mtime").GetInt64(), (entry.ModifiedAt - DateTimeOffset.UnixEpoch).Ticks * 100);
        Assert.Equal(node.GetProperty("type").GetString() == "dir", entry.IsDirectory);
        Assert.Equal(IsFile(node), entry.IsRegularFile);
        Assert.Equal(node.TryGetProperty("target", out JsonElement target) ? target.GetString() : "", entry.SymlinkTarget);
        if (IsFile(node))
        {
            Assert.Equal(node.GetProperty("size").GetInt64(), entry.Size);
            Assert.Equal(entry.Size, entry.Content?.Size);
        }
    }

    /// <summary>Go's mode from the Unix mode of the manifest.</summary>
    private static uint ExpectedMode(JsonElement node)
    {
        uint mode = uint.Parse(
            string.Concat("0", Convert.ToInt32(node.GetProperty("mode").GetString()![2..], 8).ToString("x", CultureInfo.InvariantCulture)), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        uint type = node.GetProperty("type").GetString() switch
        {
            "dir" => 0x8000_0000,
            "symlink" => 0x0800_0000,
            "fifo" => 0x0200_0000,
            _ => 0,
        };
        return type | (mode & 0x1FF) | ((mode & 0x800) != 0 ? 0x0080_0000u : 0);
    }

    private static async Task<Dictionary<string, SnapshotEntry>> WalkAsync(SnapshotReader reader, string path)
    {
        Dictionary<string, SnapshotEntry> entries = new(StringComparer.Ordinal);
        await foreach (SnapshotEntry entry in reader.WalkAsync(path, Cancel))
        {
            entries.Add(entry.Path, entry);
        }

        return entries;
    }

    private static IEnumerable<string> Ancestors(string path)
    {
        for (string parent = SnapshotPath.Parent(path); ; parent = SnapshotPath.Parent(parent))
        {
            yield return parent;
            if (parent == "/")
            {
                yield break;
            }
        }
    }

    private static IEnumerable<JsonElement> LiveSnapshots(GoldenStore golden) =>
        golden.Manifest.RootElement.GetProperty("snapshots").EnumerateArray().Where(IsLive);

    private static bool IsLive(JsonElement snapshot) => snapshot.GetProperty("live").GetBoolean();

    private static bool IsFile(JsonElement node) => node.GetProperty("type").GetString() == "file";

    private static Mac Id(JsonElement snapshot) => Mac.Parse(snapshot.GetProperty("id").GetString());

    private static string PathOf(JsonElement node) => node.GetProperty("path").GetString()!;
}
