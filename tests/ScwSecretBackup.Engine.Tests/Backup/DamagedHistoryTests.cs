using ScalewayEmulator;
using ScwSecretBackup.Engine.Backup;
using ScwSecretBackup.Engine.Restore;
using ScwSecretBackup.Engine.Snapshots;
using ScwSecretBackup.Engine.Tests.Support;
using ScwSecretBackup.Kloset.Repository;
using Xunit;

namespace ScwSecretBackup.Engine.Tests.Backup;

public sealed class DamagedHistoryTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    public async Task Damage_anywhere_in_an_earlier_snapshot_does_not_stop_new_ones(int eighth)
    {
        await using TestBed bed = await TestBed.StartAsync();
        bed.ExpectsDamage = true;
        EmulatedSecret disabled = bed.Seed("/a", "s", [1], [2]);
        for (int i = 0; i < 12; i++)
        {
            bed.Seed($"/f{i}", $"s{i}", [(byte)i]);
        }

        await bed.BackupAsync();
        disabled.Versions[0].Status = "disabled";
        Damage(Assert.Single(Directory.GetFiles(Path.Combine(bed.StoreFolder, "packfiles"), "*", SearchOption.AllDirectories)), eighth);
        await using KlosetStore store = await bed.OpenStoreAgainAsync(TimeProvider.System);

        BackupPlan plan = await new BackupPlanner(bed.Source, store).PlanAsync(new BackupRequest { ProjectId = TestBed.SourceProject }, null, Cancellation);
        BackupResult result = await new BackupRunner(bed.Source, store, TimeProvider.System).RunAsync(plan, null, Cancellation);

        Assert.Equal((13, 14, BackupStatus.Complete), (result.SecretCount, result.VersionCount, result.Status));
        Assert.Equal(14, result.ValuesRead + result.ValuesReused + result.CarriedForward + result.Skipped.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_backup_that_verifies_what_it_reuses_heals_a_damaged_value(bool verifies)
    {
        await using TestBed bed = await TestBed.StartAsync(encrypted: false);
        bed.ExpectsDamage = true;
        byte[] value = RandomBytes(1);
        bed.Seed("/", "damaged", value);
        bed.Seed("/", "sound", RandomBytes(2));
        await bed.BackupAsync();
        StoreDamage.Flip(bed.StoreFolder, value);
        await using KlosetStore store = await bed.OpenStoreAgainAsync();

        BackupResult result = await BackUpAsync(bed, store, new BackupRequest { ProjectId = TestBed.SourceProject, VerifyReused = verifies });

        Assert.Equal((verifies ? 1 : 0, verifies ? 1 : 2), (result.ValuesRead, result.ValuesReused));
        await using KlosetStore later = await bed.OpenStoreAgainAsync();
        Task<SnapshotValue> reading = new SnapshotValueReader(later)
            .ReadAsync(await new SnapshotCatalog(later).ResolveAsync(result.SnapshotId, Cancellation), new SecretReference("damaged"), null, Cancellation);
        if (verifies)
        {
            using SnapshotValue read = await reading;
            Assert.Equal(value, read.Data.ToArray());
        }
        else
        {
            await Assert.ThrowsAsync<EngineException>(() => reading);
        }
    }

    [Fact]
    public async Task A_packfile_that_is_missing_is_replaced_by_the_next_backup()
    {
        await using TestBed bed = await TestBed.StartAsync();
        bed.ExpectsDamage = true;
        EmulatedSecret first = bed.Seed("/", "first", RandomBytes(1));
        await bed.BackupAsync();
        string missing = Assert.Single(Directory.GetFiles(Path.Combine(bed.StoreFolder, "packfiles"), "*", SearchOption.AllDirectories));
        bed.Seed("/", "second", RandomBytes(2));
        await bed.BackupAsync();
        File.Delete(missing);
        await using KlosetStore store = await bed.OpenStoreAgainAsync();

        BackupResult result = await BackUpAsync(bed, store, new BackupRequest { ProjectId = TestBed.SourceProject });

        Assert.Equal(BackupStatus.Complete, result.Status);
        await using KlosetStore later = await bed.OpenStoreAgainAsync();
        using SnapshotValue read = await new SnapshotValueReader(later)
            .ReadAsync(await new SnapshotCatalog(later).ResolveAsync(result.SnapshotId, Cancellation), new SecretReference(first.Name), null, Cancellation);
        Assert.Equal(RandomBytes(1), read.Data.ToArray());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_packfile_that_is_lost_while_the_store_is_open_is_replaced_with_a_warning(bool deleted)
    {
        await using TestBed bed = await TestBed.StartAsync(encrypted: false);
        bed.ExpectsDamage = true;
        byte[] value = RandomBytes(1);
        bed.Seed("/", "first", value);
        await bed.BackupAsync();
        await bed.BackupAsync();
        LosePackfileOf(value, bed.StoreFolder, deleted);

        // What this handle has read of the packfile before, it still knows.
        BackupResult result = await bed.BackupAsync();

        Assert.Equal((BackupStatus.Complete, 1, 0), (result.Status, result.ValuesRead, result.ValuesReused));
        Assert.Contains("first revision 1", Assert.Single(result.Warnings), StringComparison.Ordinal);
        await using KlosetStore later = await bed.OpenStoreAgainAsync();
        using SnapshotValue read = await new SnapshotValueReader(later)
            .ReadAsync(await new SnapshotCatalog(later).ResolveAsync(result.SnapshotId, Cancellation), new SecretReference("first"), null, Cancellation);
        Assert.Equal(value, read.Data.ToArray());
        Assert.Empty((await bed.BackupAsync()).Warnings);
    }

    [Fact]
    public async Task A_damaged_value_is_an_error_of_its_secret_and_the_others_come_back()
    {
        // Not encrypted, so that exactly two values are hit: in which order blobs lie in a packfile is up to the workers, and a stretch of it may be
        // two values as well as the small records of many.
        await using TestBed bed = await TestBed.StartAsync(encrypted: false);
        bed.ExpectsDamage = true;
        for (int i = 0; i < 12; i++)
        {
            bed.Seed("/f", $"s{i}", RandomBytes(i));
        }

        await bed.BackupAsync();
        RestorePlan plan = await bed.PlanRestoreAsync();
        StoreDamage.Flip(bed.StoreFolder, RandomBytes(3));
        StoreDamage.Flip(bed.StoreFolder, RandomBytes(7));
        await using KlosetStore store = await bed.OpenStoreAgainAsync(TimeProvider.System);

        var runner = new RestoreRunner(store, bed.Target, TimeProvider.System);
        List<RestoreItemResult> results = await runner.RunAsync(plan, null, Cancellation).ToListAsync(Cancellation);

        Assert.Equal(12, results.Count);
        RestoreItemResult[] failed = [.. results.Where(result => result.Error is not null)];
        Assert.All(failed, result => Assert.IsType<EngineException>(result.Error));
        Assert.Equal(["s3", "s7"], failed.Select(result => result.Item.TargetName).Order());
        Assert.Equal(10, bed.TargetSecrets().Count(secret => secret.Versions.Count == 1));
    }

    private static async Task<BackupResult> BackUpAsync(TestBed bed, KlosetStore store, BackupRequest request)
    {
        BackupPlan plan = await new BackupPlanner(bed.Source, store).PlanAsync(request, null, Cancellation);
        return await new BackupRunner(bed.Source, store, TimeProvider.System).RunAsync(plan, null, Cancellation);
    }

    private static byte[] RandomBytes(int seed)
    {
        byte[] bytes = new byte[3000];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    private static void LosePackfileOf(byte[] value, string storeFolder, bool deleted)
    {
        string packfile = Assert.Single(
            Directory.GetFiles(Path.Combine(storeFolder, "packfiles"), "*", SearchOption.AllDirectories),
            file => File.ReadAllBytes(file).AsSpan().IndexOf(value) >= 0);
        if (deleted)
        {
            File.Delete(packfile);
        }
        else
        {
            File.WriteAllBytes(packfile, File.ReadAllBytes(packfile)[..16]);
        }
    }

    private static void Damage(string file, int eighth)
    {
        byte[] content = File.ReadAllBytes(file);
        int start = (content.Length - 2000) * eighth / 8;
        for (int i = start + 20; i < start + 1000; i++)
        {
            content[i] ^= 0x5A;
        }

        File.WriteAllBytes(file, content);
    }
}
