using ScwSecretBackup.Kloset.Configuration;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Snapshots;
using ScwSecretBackup.Kloset.Storage;
using Xunit;

namespace ScwSecretBackup.Kloset.Tests.Repository;

/// <summary>Whatever byte of whatever file is wrong: an error of the store, or right content. Never wrong content, never another exception.</summary>
public sealed class CorruptionTests
{
    private static readonly Dictionary<string, byte[]> Files = new()
    {
        ["/manifest.json"] = "{}"u8.ToArray(),
        ["/prod/password/@versions/1"] = "correct horse"u8.ToArray(),
        ["/prod/password/@secret.json"] = "{\"name\":\"password\"}"u8.ToArray(),
        ["/empty"] = [],
        ["/big"] = [.. Enumerable.Range(0, 9000).Select(i => (byte)(i * i / 7))],
    };

    // Every byte of the headers and footers of a file, and this many of the rest.
    private const int Edge = 100;
    private const int Spread = 150;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<bool, bool> Kinds => new() { { true, true }, { true, false }, { false, true }, { false, false } };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_flipped_byte_never_gives_wrong_content(bool encrypted, bool compress)
    {
        (MemoryStorage pristine, Mac id) = await WriteAsync(encrypted, compress);
        int failures = 0;
        int tries = 0;
        foreach (StorageKey key in pristine.Files.Keys)
        {
            foreach (int position in Positions(pristine.Files[key].Length))
            {
                MemoryStorage damaged = new(pristine.Files);
                byte[] file = [.. pristine.Files[key]];
                file[position] ^= 0x41;
                damaged.Files[key] = file;
                failures += await FailsOrReadsAsync(damaged, id) ? 1 : 0;
                tries++;
            }
        }

        Assert.InRange(failures, tries / 10, tries);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_truncated_file_never_gives_wrong_content(bool encrypted, bool compress)
    {
        (MemoryStorage pristine, Mac id) = await WriteAsync(encrypted, compress);
        foreach (StorageKey key in pristine.Files.Keys)
        {
            foreach (int length in Positions(pristine.Files[key].Length))
            {
                MemoryStorage damaged = new(pristine.Files);
                damaged.Files[key] = pristine.Files[key][..length];
                bool failed = await FailsOrReadsAsync(damaged, id);
                Assert.True(failed || key.Area == StorageArea.Packfile, $"{key} cut to {length} bytes went unnoticed");
            }
        }
    }

    [Fact]
    public async Task A_blob_is_read_from_its_other_place_when_a_packfile_is_gone_or_damaged()
    {
        MemoryStorage storage = new();
        Mac id;
        await using (KlosetStore store = await TestStores.CreateAsync(storage))
        {
            id = await TestStores.WriteAsync(store, Files);
        }

        // The same content written by two at once lies in two packfiles.
        MemoryStorage second = new(storage.Files.Where(file => file.Key.Area == StorageArea.Config));
        await using (KlosetStore store = await TestStores.OpenAsync(second))
        {
            await TestStores.WriteAsync(store, Files);
        }

        StorageKey[] firstPackfiles = [.. storage.Files.Keys.Where(key => key.Area == StorageArea.Packfile)];
        foreach ((StorageKey key, byte[] file) in second.Files)
        {
            storage.Files[key] = file;
        }

        foreach (StorageKey key in firstPackfiles)
        {
            await AssertReadableWithoutChunksOfAsync(storage, key, id);
        }
    }

    private static async Task AssertReadableWithoutChunksOfAsync(MemoryStorage storage, StorageKey packfile, Mac id)
    {
        MemoryStorage damaged = storage.Clone();
        await using KlosetStore store = await TestStores.OpenAsync(damaged);
        SnapshotReader reader = await store.OpenSnapshotAsync(id, Cancel);

        // The header of the first snapshot is in the first packfile only: it has been read by now.
        damaged.Files[packfile].AsSpan().Clear();
        TestStores.AssertSame(Files, await ReadAsync(reader));
        damaged.Files.Remove(packfile);
        TestStores.AssertSame(Files, await ReadAsync(reader));
    }

    private static async Task<(MemoryStorage Storage, Mac Id)> WriteAsync(bool encrypted, bool compress)
    {
        MemoryStorage storage = new();
        await using KlosetStore store = await TestStores.CreateAsync(storage, encrypted, compress, HashingAlgorithm.Sha256);
        return (storage, await TestStores.WriteAsync(store, Files));
    }

    /// <summary>True when it fails with an error of the store, false when everything is right; anything else fails the test.</summary>
    private static async Task<bool> FailsOrReadsAsync(MemoryStorage damaged, Mac id)
    {
        try
        {
            await using KlosetStore store = await TestStores.OpenAsync(damaged);
            SnapshotHeader header = Assert.Single(await store.ListSnapshotsAsync(Cancel));
            Assert.Equal((id, "test", "here"), (header.Id, header.Description.ImporterType, header.Description.ImporterOrigin));
            TestStores.AssertSame(Files, await TestStores.ReadAsync(store, id));
            return false;
        }
        catch (KlosetException)
        {
            return true;
        }
    }

    private static async Task<Dictionary<string, byte[]>> ReadAsync(SnapshotReader reader)
    {
        Dictionary<string, byte[]> files = new(StringComparer.Ordinal);
        await foreach (SnapshotEntry entry in reader.WalkAsync("/", Cancel))
        {
            if (entry.IsRegularFile)
            {
                using MemoryStream content = new();
                await reader.CopyFileAsync(entry, content, Cancel);
                files.Add(entry.Path, content.ToArray());
            }
        }

        return files;
    }

    private static IEnumerable<int> Positions(int length)
    {
        int step = Math.Max(1, (length - (2 * Edge)) / Spread);
        for (int i = 0; i < length; i += i < Edge || i >= length - Edge ? 1 : step)
        {
            yield return i;
        }
    }
}
