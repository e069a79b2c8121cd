using ScwSecretBackup.Kloset.Configuration;
using ScwSecretBackup.Kloset.Copying;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Snapshots;
using ScwSecretBackup.Kloset.Tests.Golden;
using ScwSecretBackup.Kloset.Tests.GoldenSnapshots;
using ScwSecretBackup.Kloset.Tests.Repository;
using Xunit;

namespace ScwSecretBackup.Kloset.Tests.Copying;

/// <summary>Copies of snapshots that plakar wrote.</summary>
public sealed class GoldenCopyTests
{
    public static TheoryData<string> Stores => [.. GoldenStores.Names];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Every_entry_is_the_same_in_the_copy(string name)
    {
        KlosetStore golden = await OpenGoldenStores.GetAsync(GoldenStores.Get(name));
        await using KlosetStore target = await TestStores.CreateAsync(new MemoryStorage(), hashing: HashingAlgorithm.Sha256);
        await using SnapshotCopier copier = new(golden, target);
        foreach (Mac id in await golden.ListSnapshotIdsAsync(Cancel))
        {
            Assert.Equal(CopyOutcome.Copied, (await copier.CopyAsync(id, revive: false, progress: null, Cancel)).Outcome);
            Assert.Equal(await DescribeAsync(golden, id), await DescribeAsync(target, id));
            TestStores.AssertSame(await TestStores.ReadAsync(golden, id), await TestStores.ReadAsync(target, id));
        }

        Assert.Equivalent(await golden.ListSnapshotsAsync(Cancel), await target.ListSnapshotsAsync(Cancel), strict: true);
        await TestStores.AssertNoErrorsAsync(target);
    }

    private static async Task<List<string>> DescribeAsync(KlosetStore store, Mac id)
    {
        SnapshotReader reader = await store.OpenSnapshotAsync(id, Cancel);
        List<string> entries = [];
        await foreach (SnapshotEntry entry in reader.WalkAsync("/", Cancel))
        {
            string content = $"{entry.Content?.Size} {entry.Content?.ContentType} {entry.Content?.ChunkCount}";
            entries.Add($"{entry.Path} {entry.Mode:x} {entry.Size} {entry.ModifiedAt:O} {entry.SymlinkTarget} {content}");
        }

        return entries;
    }
}
