using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using ScwSecretBackup.Kloset.Configuration;
using ScwSecretBackup.Kloset.Cryptography;
using ScwSecretBackup.Kloset.Envelopes;
using ScwSecretBackup.Kloset.Locks;
using ScwSecretBackup.Kloset.Packfiles;
using ScwSecretBackup.Kloset.States;
using ScwSecretBackup.Kloset.Storage;
using ScwSecretBackup.Kloset.Tests.Vectors;
using Xunit;

namespace ScwSecretBackup.Kloset.Tests.Golden;

/// <summary>Every file of stores that the real plakar wrote.</summary>
public sealed class GoldenStoreTests
{
    private const int MaxFileLength = 64 * 1024 * 1024;

    public static TheoryData<string> Names => [.. GoldenStores.Names];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Config_is_verified_and_written_again_byte_for_byte(string name)
    {
        GoldenStore store = GoldenStores.Get(name);
        StoreKey? key = await GoldenKeys.GetAsync(store);
        byte[] file = await File.ReadAllBytesAsync(Path.Combine(store.StoreFolder, "CONFIG"), Cancellation);

        StoreConfiguration configuration = StoreConfigurationFile.Parse(file);
        StoreConfigurationFile.Verify(file, key);

        Assert.Equal(store.Manifest.RootElement.GetProperty("repository_id").GetString(), configuration.RepositoryId.ToString());
        Assert.Equal(store.Passphrase is not null, configuration.Encryption is not null);
        Assert.Equal(Hex.Encode(file), Hex.Encode(StoreConfigurationFile.Write(configuration, key)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Listing_finds_every_file_of_the_manifest(string name)
    {
        GoldenStore store = GoldenStores.Get(name);
        await using FileStorage storage = new(store.StoreFolder);
        List<StorageKey> found = [];
        foreach (StorageArea area in Enum.GetValues<StorageArea>())
        {
            found.AddRange(await storage.ListAsync(area, Cancellation).Select(id => new StorageKey(area, id)).ToListAsync(Cancellation));
        }

        Dictionary<string, string> manifest = store.Manifest.RootElement.GetProperty("store_files").EnumerateArray()
            .ToDictionary(file => file.GetProperty("path").GetString()!, file => file.GetProperty("sha256").GetString()!);

        Assert.Equal(manifest.Keys.Order(StringComparer.Ordinal), found.Select(key => key.RelativePath).Order(StringComparer.Ordinal));
        foreach (StorageKey key in found)
        {
            byte[] file = await storage.ReadAsync(key, MaxFileLength, Cancellation);
            Assert.Equal(manifest[key.RelativePath], Hex.Encode(SHA256.HashData(file)));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task States_and_locks_are_verified_and_parsed(string name)
    {
        GoldenStore store = GoldenStores.Get(name);
        StoreCodec codec = await GoldenKeys.GetCodecAsync(store);
        await using FileStorage storage = new(store.StoreFolder);
        HashSet<Mac> snapshots = [];
        await foreach (Mac id in storage.ListAsync(StorageArea.State, Cancellation))
        {
            StateDelta state = StateFile.Parse(await storage.ReadAsync(new StorageKey(StorageArea.State, id), MaxFileLength, Cancellation), id, codec);
            Assert.Equal(KlosetVersion.V1_1_0, state.Metadata.Version);
            Assert.NotEmpty(state.Records);
            snapshots.UnionWith(state.Records.OfType<LocationRecord>().Where(record => record.Type == ResourceType.Snapshot).Select(record => record.Blob));
        }

        Assert.Superset(LiveSnapshots(store).ToHashSet(), snapshots);
        await foreach (Mac id in storage.ListAsync(StorageArea.Lock, Cancellation))
        {
            StoreLock read = StoreLock.Parse(await storage.ReadAsync(new StorageKey(StorageArea.Lock, id), MaxFileLength, Cancellation), id, codec);
            Assert.Equal("golden-host", read.Hostname);
            Assert.False(read.Exclusive);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task State_streams_are_written_again_byte_for_byte(string name)
    {
        GoldenStore store = GoldenStores.Get(name);
        StoreCodec codec = await GoldenKeys.GetCodecAsync(store);
        await using FileStorage storage = new(store.StoreFolder);
        await foreach (Mac id in storage.ListAsync(StorageArea.State, Cancellation))
        {
            byte[] file = await storage.ReadAsync(new StorageKey(StorageArea.State, id), MaxFileLength, Cancellation);
            ReadOnlyMemory<byte> payload = Envelope.Open(file, ResourceType.State, codec.Mac, "state", out _);
            using IMemoryOwner<byte> stream = codec.Decode(payload.Span, MaxFileLength, "state");

            Assert.Equal(Hex.Encode(stream.Memory.Span), Hex.Encode(StateFile.WriteStream(StateFile.Parse(file, id, codec))));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Packfiles_are_verified_and_every_blob_has_the_mac_it_is_stored_under(string name)
    {
        GoldenStore store = GoldenStores.Get(name);
        StoreCodec codec = await GoldenKeys.GetCodecAsync(store);
        await using FileStorage storage = new(store.StoreFolder);
        int verified = 0;
        await foreach (Mac id in storage.ListAsync(StorageArea.Packfile, Cancellation))
        {
            PackfileContents packfile = PackfileFile.Parse(await storage.ReadAsync(new StorageKey(StorageArea.Packfile, id), MaxFileLength, Cancellation), id, codec);
            foreach (PackfileIndexEntry entry in packfile.Entries.Where(entry => entry.Type != ResourceType.Random))
            {
                using IMemoryOwner<byte> blob = codec.Decode(packfile.Slice(entry).Span, MaxFileLength, $"{entry.Type} {entry.Blob}");

                // Snapshots and signatures are stored under an identifier that is no MAC.
                if (entry.Type is not (ResourceType.Snapshot or ResourceType.Signature))
                {
                    Assert.Equal(entry.Blob, codec.Mac.Compute(blob.Memory.Span));
                    verified++;
                }
            }
        }

        Assert.True(verified > 20);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task States_point_to_the_blobs_of_the_packfiles(string name)
    {
        GoldenStore store = GoldenStores.Get(name);
        StoreCodec codec = await GoldenKeys.GetCodecAsync(store);
        await using FileStorage storage = new(store.StoreFolder);
        HashSet<LocationRecord> inPackfiles = [];
        await foreach (Mac id in storage.ListAsync(StorageArea.Packfile, Cancellation))
        {
            byte[] file = await storage.ReadAsync(new StorageKey(StorageArea.Packfile, id), MaxFileLength, Cancellation);
            inPackfiles.UnionWith(PackfileFile.Parse(file, id, codec).Entries.Select(
                entry => new LocationRecord(entry.Type, entry.Version, entry.Blob, id, entry.Offset, entry.Length, entry.Flags)));
        }

        HashSet<LocationRecord> inStates = [];
        await foreach (Mac id in storage.ListAsync(StorageArea.State, Cancellation))
        {
            byte[] file = await storage.ReadAsync(new StorageKey(StorageArea.State, id), MaxFileLength, Cancellation);
            inStates.UnionWith(StateFile.Parse(file, id, codec).Records.OfType<LocationRecord>());
        }

        Assert.NotEmpty(inPackfiles);
        Assert.Superset(inPackfiles, inStates);
    }

    [Fact]
    public async Task Wrong_passphrase_is_told_from_damage()
    {
        byte[] file = await File.ReadAllBytesAsync(Path.Combine(GoldenStores.Get("b-encrypted").StoreFolder, "CONFIG"), Cancellation);
        StoreConfiguration configuration = StoreConfigurationFile.Parse(file);
        using StoreKey wrong = await KeyDerivation.DeriveAsync(configuration.Encryption!.Kdf, "wrong horse"u8.ToArray(), Cancellation);

        Assert.Throws<KlosetKeyException>(() => Canary.Verify(configuration.Encryption, wrong));
    }

    private static IEnumerable<Mac> LiveSnapshots(GoldenStore store) =>
        store.Manifest.RootElement.GetProperty("snapshots").EnumerateArray()
            .Where(snapshot => snapshot.GetProperty("live").ValueKind == JsonValueKind.True)
            .Select(snapshot => Mac.Parse(snapshot.GetProperty("id").GetString()));
}
