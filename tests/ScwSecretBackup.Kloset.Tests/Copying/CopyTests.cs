using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Security;
using ScwSecretBackup.Kloset.Checking;
using ScwSecretBackup.Kloset.Configuration;
using ScwSecretBackup.Kloset.Copying;
using ScwSecretBackup.Kloset.Envelopes;
using ScwSecretBackup.Kloset.Locks;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Snapshots;
using ScwSecretBackup.Kloset.Storage;
using ScwSecretBackup.Kloset.Tests.Checking;
using ScwSecretBackup.Kloset.Tests.Repository;
using Xunit;

namespace ScwSecretBackup.Kloset.Tests.Copying;

public sealed class CopyTests : IAsyncLifetime
{
    private static readonly SnapshotDescription Description = new()
    {
        Name = "a name",
        Category = "security",
        Environment = "production",
        Perimeter = "here",
        Job = "nightly",
        Dataset = "d",
        DataClasses = ["critical"],
        Tags = ["x", "y"],
        Context = [KeyValuePair.Create("Client", "test")],
        ImporterType = "test",
        ImporterOrigin = "there",
    };

    private readonly MemoryStorage _sourceStorage = new();
    private readonly MemoryStorage _targetStorage = new();
    private readonly List<KlosetStore> _opened = [];
    private KlosetStore _source = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _source = Keep(await TestStores.CreateAsync(_sourceStorage));

    public async ValueTask DisposeAsync()
    {
        foreach (KlosetStore store in _opened)
        {
            await TestStores.AssertNoErrorsAsync(store);
            await store.DisposeAsync();
        }
    }

    [Theory]
    [InlineData(true, true, HashingAlgorithm.Blake3)]
    [InlineData(true, false, HashingAlgorithm.Sha256)]
    [InlineData(false, true, HashingAlgorithm.Sha256)]
    [InlineData(false, false, HashingAlgorithm.Blake3)]
    public async Task A_copy_has_the_identifier_the_header_and_the_files_of_the_snapshot(bool encrypted, bool compress, HashingAlgorithm hashing)
    {
        Dictionary<string, byte[]> files = Files(seed: 1);
        Mac id = await TestStores.WriteAsync(_source, files, Description);
        KlosetStore target = Keep(await TestStores.CreateAsync(_targetStorage, encrypted, compress, hashing));

        SnapshotCopy copy = await CopyAsync(target, id);

        Assert.Equal((CopyOutcome.Copied, false), (copy.Outcome, copy.LostSignature));
        SnapshotHeader original = Assert.Single(await _source.ListSnapshotsAsync(Cancel));
        SnapshotHeader copied = Assert.Single(await target.ListSnapshotsAsync(Cancel));
        Assert.Equivalent(original, copied, strict: true);
        TestStores.AssertSame(files, await TestStores.ReadAsync(target, id));
        Assert.DoesNotContain(await TestStores.CheckAsync(target), finding => finding.Severity > FindingSeverity.Information);
        Assert.DoesNotContain(target.Index.Locations(), item => item.Key.Type != ResourceType.Snapshot && _source.Index.IsLive(item.Key.Type, item.Key.Id));
    }

    [Fact]
    public async Task A_second_run_sends_nothing()
    {
        Mac id = await TestStores.WriteAsync(_source, Files(seed: 1));
        KlosetStore target = Keep(await TestStores.CreateAsync(_targetStorage));
        await CopyAsync(target, id);
        KlosetStore readOnly = await TestStores.OpenAsync(new ReadOnlyStorage(_targetStorage));

        SnapshotCopy again = await CopyAsync(readOnly, id);

        Assert.Equal((CopyOutcome.AlreadyThere, 0), (again.Outcome, again.BytesWritten));
    }

    [Fact]
    public async Task What_the_target_has_is_not_sent_again()
    {
        Dictionary<string, byte[]> files = Files(seed: 1);
        Mac first = await TestStores.WriteAsync(_source, files);
        files["/one/more"] = [9];
        Mac second = await TestStores.WriteAsync(_source, files);
        KlosetStore target = Keep(await TestStores.CreateAsync(_targetStorage));
        await using SnapshotCopier copier = new(_source, target);

        long all = (await copier.CopyAsync(first, revive: true, null, Cancel)).BytesWritten;
        long difference = (await copier.CopyAsync(second, revive: true, null, Cancel)).BytesWritten;

        Assert.InRange(difference, 1, all / 10);
        TestStores.AssertSame(files, await TestStores.ReadAsync(target, second));
    }

    [Fact]
    public async Task A_copy_and_a_backup_share_their_chunks()
    {
        Dictionary<string, byte[]> files = Files(seed: 1);
        KlosetStore target = Keep(await TestStores.CreateAsync(_targetStorage));
        await TestStores.WriteAsync(target, files);
        int chunks = target.Index.Locations().Count(item => item.Key.Type == ResourceType.Chunk);

        await CopyAsync(target, await TestStores.WriteAsync(_source, files));

        Assert.Equal(chunks, target.Index.Locations().Count(item => item.Key.Type == ResourceType.Chunk));
    }

    [Fact]
    public async Task A_snapshot_that_was_removed_from_the_target_comes_back_only_when_it_is_to()
    {
        Mac id = await TestStores.WriteAsync(_source, Files(seed: 1));
        KlosetStore target = Keep(await TestStores.CreateAsync(_targetStorage));
        await CopyAsync(target, id);
        await target.RemoveSnapshotAsync(id, Cancel);

        Assert.Equal(CopyOutcome.RemovedFromTarget, (await CopyAsync(target, id, revive: false)).Outcome);
        Assert.Empty(await target.ListSnapshotIdsAsync(Cancel));
        SnapshotCopy revived = await CopyAsync(target, id);

        Assert.Equal(CopyOutcome.Copied, revived.Outcome);
        KlosetStore reopened = Keep(await TestStores.OpenAsync(_targetStorage));
        TestStores.AssertSame(Files(seed: 1), await TestStores.ReadAsync(reopened, id));
        await reopened.RemoveSnapshotAsync(id, Cancel);
        Assert.Empty(await (await TestStores.OpenAsync(_targetStorage)).ListSnapshotIdsAsync(Cancel));
    }

    [Fact]
    public async Task A_copy_of_a_signed_snapshot_is_unsigned_and_says_so()
    {
        await TestStores.WriteAsync(_source, Files(seed: 1));
        Mac signed;
        await using (SnapshotForge forge = await SnapshotForge.BeginAsync(_source, new Ed25519PrivateKeyParameters(new SecureRandom())))
        {
            signed = await forge.CommitAsync();
        }

        KlosetStore target = Keep(await TestStores.CreateAsync(_targetStorage));

        Assert.True((await CopyAsync(target, signed)).LostSignature);
        Assert.False((await target.ListSnapshotsAsync(Cancel)).Single().IsSigned);
    }

    [Fact]
    public async Task A_damaged_snapshot_is_not_copied_and_those_after_it_are()
    {
        Mac damaged = await TestStores.WriteAsync(_source, new Dictionary<string, byte[]> { ["/a"] = [1], ["/lost"] = [2] });
        StorageKey packfile = _sourceStorage.Files.Keys.Single(key => key.Area == StorageArea.Packfile);
        Mac intact = await TestStores.WriteAsync(_source, new Dictionary<string, byte[]> { ["/other"] = [3] });
        MemoryStorage broken = _sourceStorage.Clone();
        Damage(broken.Files[packfile], _source, packfile.Id);
        await using KlosetStore source = await TestStores.OpenAsync(broken);
        KlosetStore target = Keep(await TestStores.CreateAsync(_targetStorage));
        await using SnapshotCopier copier = new(source, target);

        await Assert.ThrowsAsync<KlosetFormatException>(() => copier.CopyAsync(damaged, revive: true, null, Cancel));
        await copier.CopyAsync(intact, revive: true, null, Cancel);

        Assert.Equal([intact], await target.ListSnapshotIdsAsync(Cancel));
    }

    [Fact]
    public async Task What_was_written_before_a_checkpoint_stays_when_the_copy_is_broken_off()
    {
        KlosetStore target = Keep(await TestStores.CreateAsync(_targetStorage, compress: false));
        byte[] large = Content(seed: 1, 16 << 20);
        Mac chunk;
        await using (HeldLock held = await HeldLock.AcquireSharedAsync(_targetStorage, target.Codec, Mac.NewRandom(), TimeProvider.System, Cancel))
        {
            CopyTransaction transaction = new(target, held, bytesBetweenCheckpoints: 1);
            await using (transaction.ConfigureAwait(false))
            {
                chunk = await transaction.Blobs.WriteAsync(ResourceType.Chunk, large, Cancel);
                while (transaction.BytesWritten == 0)
                {
                    await Task.Delay(1, Cancel);
                }

                await transaction.CheckpointAsync(Cancel);
                await transaction.Blobs.WriteAsync(ResourceType.Chunk, Content(seed: 2, 1000), Cancel);
            }
        }

        KlosetStore reopened = Keep(await TestStores.OpenAsync(_targetStorage));
        Assert.True(reopened.Index.IsLive(ResourceType.Chunk, chunk));
        Assert.Single(_targetStorage.Files.Keys, key => key.Area == StorageArea.Packfile);
        await CopyAsync(reopened, await TestStores.WriteAsync(_source, new Dictionary<string, byte[]> { ["/a"] = [1] }));
    }

    [Fact]
    public async Task Maintenance_keeps_copies_away_and_a_store_is_not_copied_to_itself()
    {
        Mac id = await TestStores.WriteAsync(_source, Files(seed: 1));
        KlosetStore target = Keep(await TestStores.CreateAsync(_targetStorage));
        await using (await HeldLock.AcquireExclusiveAsync(_targetStorage, target.Codec, TimeProvider.System, Cancel))
        {
            await Assert.ThrowsAsync<KlosetLockException>(() => CopyAsync(target, id));
        }

        Assert.Throws<ArgumentException>(() => new SnapshotCopier(_source, _source));
    }

    private static Dictionary<string, byte[]> Files(int seed)
    {
        Dictionary<string, byte[]> files = Enumerable.Range(0, 120).ToDictionary(i => $"/d{i % 7}/sub/{i}", i => Content(seed + i, i * 3));
        files["/large"] = Content(seed, 3_000_000);
        return files;
    }

    private static byte[] Content(int seed, int length)
    {
        byte[] content = new byte[length];
        new Random(seed).NextBytes(content);
        return content;
    }

    private static void Damage(byte[] packfile, KlosetStore store, Mac name)
    {
        foreach ((BlobKey key, BlobLocation location) in store.Index.Locations())
        {
            if (key.Type == ResourceType.Chunk && location.Packfile == name)
            {
                packfile[16 + (int)location.Offset + (int)location.Length - 1] ^= 1;
            }
        }
    }

    private async Task<SnapshotCopy> CopyAsync(KlosetStore target, Mac id, bool revive = true)
    {
        await using SnapshotCopier copier = new(_source, target);
        return await copier.CopyAsync(id, revive, progress: null, Cancel);
    }

    private KlosetStore Keep(KlosetStore store)
    {
        _opened.Add(store);
        return store;
    }
}
