using System.Security.Cryptography;
using System.Text.Json;
using ScwSecretBackup.Kloset.Configuration;
using ScwSecretBackup.Kloset.Cryptography;
using ScwSecretBackup.Kloset.Locks;
using ScwSecretBackup.Kloset.Packfiles;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Snapshots;
using ScwSecretBackup.Kloset.States;
using ScwSecretBackup.Kloset.Storage;
using ScwSecretBackup.Kloset.Tests.Golden;
using ScwSecretBackup.Kloset.Tests.Repository;
using Xunit;

namespace ScwSecretBackup.Kloset.Tests.GoldenSnapshots;

/// <summary>Stores that plakar wrote, with one byte changed or one file cut short: an error of the store, never wrong content.</summary>
public sealed class GoldenDamageTests
{
    private const int MaxFile = 16 << 20;

    // Every byte of the header and the last HMAC of a file, and this many places between them.
    private const int Edge = 48;
    private const int Spread = 16;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Stores => [.. GoldenStores.Names];

    [Fact]
    public void Every_golden_store_is_tested() => Assert.Equal(
        Directory.EnumerateFiles(Path.Combine(RepositoryRoot.SharedFolder, "golden"), "*.MANIFEST.json").Select(path => Path.GetFileName(path).Split('.')[0]).Order(StringComparer.Ordinal),
        GoldenStores.Names.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_flipped_byte_or_a_cut_is_found_in_every_file(string name)
    {
        GoldenStore golden = GoldenStores.Get(name);
        StoreCodec codec = await GoldenKeys.GetCodecAsync(golden);
        StoreKey? key = await GoldenKeys.GetAsync(golden);
        foreach ((StorageKey file, byte[] content) in (await LoadAsync(golden)).Files)
        {
            Verify(file, content, codec, key);
            foreach (int position in Positions(content.Length))
            {
                Assert.ThrowsAny<KlosetException>(() => Verify(file, Flip(content, position), codec, key));
                Assert.ThrowsAny<KlosetException>(() => Verify(file, content[..position], codec, key));
            }
        }
    }

    [Theory]
    [InlineData("a-plaintext")]
    [InlineData("c-secrets-plaintext")]
    [InlineData("d-variants-nocompress")]
    public async Task A_damaged_store_fails_with_a_typed_error_or_gives_right_content(string name)
    {
        GoldenStore golden = GoldenStores.Get(name);
        MemoryStorage pristine = await LoadAsync(golden);
        Assert.False(await FailsOrReadsAsync(golden, pristine));
        int failures = 0;
        foreach ((StorageKey file, byte[] content) in pristine.Files)
        {
            foreach (int position in Positions(content.Length).Where((_, index) => index % 6 == 0))
            {
                failures += await FailsOrReadsAsync(golden, With(pristine, file, Flip(content, position))) ? 1 : 0;
                failures += await FailsOrReadsAsync(golden, With(pristine, file, content[..position])) ? 1 : 0;
            }
        }

        Assert.InRange(failures, 20, int.MaxValue);
    }

    // Each try derives the key anew, so there are few: the byte in the middle of each file.
    [Fact]
    public async Task A_damaged_encrypted_store_fails_with_a_typed_error_or_gives_right_content()
    {
        GoldenStore golden = GoldenStores.Get("c-secrets-encrypted");
        MemoryStorage pristine = await LoadAsync(golden);
        foreach ((StorageKey file, byte[] content) in pristine.Files.Where(file => file.Key.Area != StorageArea.Lock))
        {
            bool flipIsFound = await FailsOrReadsAsync(golden, With(pristine, file, Flip(content, content.Length / 2)));
            bool cutIsFound = await FailsOrReadsAsync(golden, With(pristine, file, content[..(content.Length / 2)]));

            Assert.True((flipIsFound && cutIsFound) || file.Area == StorageArea.Packfile, $"Damage to {file} went unnoticed.");
        }
    }

    private static void Verify(StorageKey file, byte[] content, StoreCodec codec, StoreKey? key)
    {
        switch (file.Area)
        {
            case StorageArea.Config:
                StoreConfigurationFile.Parse(content);
                StoreConfigurationFile.Verify(content, key);
                break;
            case StorageArea.State:
                StateFile.Parse(content, file.Id, codec);
                break;
            case StorageArea.Lock:
                StoreLock.Parse(content, file.Id, codec);
                break;
            default:
                PackfileFile.Parse(content, file.Id, codec);
                break;
        }
    }

    /// <summary>True when it fails with an error of the store, false when everything is right; anything else fails the test.</summary>
    private static async Task<bool> FailsOrReadsAsync(GoldenStore golden, MemoryStorage storage)
    {
        try
        {
            await using KlosetStore store = await KlosetStore.OpenAsync(storage, golden.Passphrase, TimeProvider.System, Cancel);
            foreach (JsonElement snapshot in golden.Manifest.RootElement.GetProperty("snapshots").EnumerateArray().Where(snapshot => snapshot.GetProperty("live").GetBoolean()))
            {
                SnapshotReader reader = await store.OpenSnapshotAsync(Mac.Parse(snapshot.GetProperty("id").GetString()), Cancel);
                foreach (JsonElement node in snapshot.GetProperty("tree").EnumerateArray().Where(node => node.GetProperty("type").GetString() == "file"))
                {
                    SnapshotEntry? entry = await reader.FindAsync(node.GetProperty("path").GetString()!, Cancel);
                    Assert.NotNull(entry);
                    using var content = await reader.ReadFileAsync(entry, MaxFile, Cancel);
                    Assert.Equal(node.GetProperty("sha256").GetString(), Convert.ToHexStringLower(SHA256.HashData(content.Memory.Span)));
                }
            }

            return false;
        }
        catch (KlosetException)
        {
            return true;
        }
    }

    private static async Task<MemoryStorage> LoadAsync(GoldenStore golden)
    {
        await using FileStorage files = new(golden.StoreFolder);
        MemoryStorage storage = new();
        foreach (StorageArea area in Enum.GetValues<StorageArea>())
        {
            await foreach (Mac id in files.ListAsync(area, Cancel))
            {
                storage.Files[new StorageKey(area, id)] = await files.ReadAsync(new StorageKey(area, id), MaxFile, Cancel);
            }
        }

        return storage;
    }

    private static MemoryStorage With(MemoryStorage pristine, StorageKey file, byte[] content)
    {
        MemoryStorage damaged = new(pristine.Files);
        damaged.Files[file] = content;
        return damaged;
    }

    private static byte[] Flip(byte[] content, int position)
    {
        byte[] flipped = [.. content];
        flipped[position] ^= 0x21;
        return flipped;
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
