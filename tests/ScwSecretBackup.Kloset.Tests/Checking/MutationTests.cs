using System.Collections.Concurrent;
using ScwSecretBackup.Kloset.Checking;
using ScwSecretBackup.Kloset.Configuration;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Storage;
using ScwSecretBackup.Kloset.Tests.Repository;
using Xunit;

namespace ScwSecretBackup.Kloset.Tests.Checking;

/// <summary>
/// Damage at every byte of CONFIG and states and at every 64th of packfiles: the check names the file, and reading gives an error of the store or the
/// right bytes. A time limit on each test tells a hang.
/// </summary>
public sealed class MutationTests
{
    private const int PackfileStep = 64;
    private const int TimeLimit = 300_000;

    private static readonly Dictionary<string, byte[]> First = new() { ["/manifest.json"] = "{}"u8.ToArray(), ["/prod/db/1"] = "correct horse"u8.ToArray(), ["/empty"] = [] };
    private static readonly Dictionary<string, byte[]> Second = new(First) { ["/prod/db/2"] = [.. Enumerable.Range(0, 2000).Select(i => (byte)(i * i / 7))] };

    public static TheoryData<bool, HashingAlgorithm> Kinds => new() { { true, HashingAlgorithm.Blake3 }, { false, HashingAlgorithm.Sha256 } };

    [Theory(Timeout = TimeLimit)]
    [MemberData(nameof(Kinds))]
    public async Task CONFIG_at_every_byte(bool encrypted, HashingAlgorithm hashing)
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        (MemoryStorage storage, _, _) = await WriteAsync(encrypted, hashing);
        byte[] intact = storage.Files[StorageKey.Config];
        await using KlosetStore open = await TestStores.OpenAsync(storage);
        foreach (Mutation mutation in Mutation.Of(StorageKey.Config, intact.Length, 1))
        {
            mutation.Apply(intact, storage);

            StoreFinding finding = Assert.Single((await ConfigurationCheck.RunAsync(open, cancel)).Findings, finding => finding.Severity == FindingSeverity.Error);
            Assert.Equal("CONFIG", finding.Target);
            await Assert.ThrowsAnyAsync<KlosetException>(() => TestStores.OpenAsync(storage));
        }
    }

    [Theory(Timeout = TimeLimit)]
    [MemberData(nameof(Kinds))]
    public async Task States_at_every_byte(bool encrypted, HashingAlgorithm hashing)
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        (MemoryStorage storage, _, _) = await WriteAsync(encrypted, hashing);
        await using KlosetStore unread = await KlosetStore.OpenForCheckAsync(storage, TestStores.Passphrase, TimeProvider.System, cancel);
        foreach (StorageKey state in storage.Files.Keys.Where(key => key.Area == StorageArea.State).ToList())
        {
            byte[] intact = storage.Files[state];
            foreach (Mutation mutation in Mutation.Of(state, intact.Length, 1).Where(mutation => mutation.Kind != MutationKind.DeleteFile))
            {
                mutation.Apply(intact, storage);

                StoreFinding finding = Assert.Single((await StateCheck.RunAsync(unread, state.Id, cancel)).Findings);
                Assert.Equal((FindingSeverity.Error, state.RelativePath), (finding.Severity, finding.Target));
                await Assert.ThrowsAnyAsync<KlosetException>(() => unread.RefreshAsync(cancel));
            }

            storage.Files[state] = intact;
        }
    }

    [Theory(Timeout = TimeLimit)]
    [MemberData(nameof(Kinds))]
    public async Task A_damaged_state_leaves_the_snapshots_of_the_others_to_be_checked(bool encrypted, HashingAlgorithm hashing)
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        (MemoryStorage pristine, Mac first, Mac second) = await WriteAsync(encrypted, hashing);
        StorageKey state = new(StorageArea.State, second);
        foreach (int position in new[] { 0, pristine.Files[state].Length / 2 })
        {
            MemoryStorage damaged = new Mutation(state, MutationKind.Truncate, position).ApplyTo(pristine);
            await using KlosetStore store = await KlosetStore.OpenForCheckAsync(damaged, TestStores.Passphrase, TimeProvider.System, cancel);
            StoreChecker checker = new(store);

            List<StoreFinding> findings = await TestStores.CheckAsync(checker);

            StoreFinding error = Assert.Single(findings, finding => finding.Severity == FindingSeverity.Error);
            Assert.Equal(state.RelativePath, error.Target);
            Assert.Equal([first], checker.Snapshots);
            await Assert.ThrowsAnyAsync<KlosetException>(() => TestStores.OpenAsync(damaged));
        }
    }

    [Theory(Timeout = TimeLimit)]
    [MemberData(nameof(Kinds))]
    public async Task Packfiles_at_every_64th_byte(bool encrypted, HashingAlgorithm hashing)
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        (MemoryStorage pristine, Mac first, Mac second) = await WriteAsync(encrypted, hashing);
        IEnumerable<Mutation> mutations = pristine.Files
            .Where(file => file.Key.Area == StorageArea.Packfile)
            .SelectMany(file => Mutation.Of(file.Key, file.Value.Length, PackfileStep));
        ConcurrentBag<bool> failures = [];
        ParallelOptions options = new() { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancel };
        await Parallel.ForEachAsync(mutations, options, async (mutation, _) =>
        {
            MemoryStorage damaged = mutation.ApplyTo(pristine);
            await using KlosetStore store = await TestStores.OpenAsync(damaged);

            List<StoreFinding> findings = await TestStores.CheckAsync(store);
            Assert.True(findings.Exists(finding => finding.Severity == FindingSeverity.Error && finding.Target == mutation.File.RelativePath), $"{mutation} went unnoticed.");
            failures.Add(await FailsOrReadsAsync(store, first, First));
            failures.Add(await FailsOrReadsAsync(store, second, Second));
        });

        Assert.Contains(true, failures);
        Assert.Contains(false, failures);
    }

    /// <summary>True when it fails with an error of the store, false when everything is right; anything else fails the test.</summary>
    private static async Task<bool> FailsOrReadsAsync(KlosetStore store, Mac snapshot, Dictionary<string, byte[]> expected)
    {
        try
        {
            TestStores.AssertSame(expected, await TestStores.ReadAsync(store, snapshot));
            return false;
        }
        catch (KlosetException)
        {
            return true;
        }
    }

    private static async Task<(MemoryStorage Storage, Mac First, Mac Second)> WriteAsync(bool encrypted, HashingAlgorithm hashing)
    {
        MemoryStorage storage = new();
        await using KlosetStore store = await TestStores.CreateAsync(storage, encrypted, compress: encrypted, hashing);
        return (storage, await TestStores.WriteAsync(store, First), await TestStores.WriteAsync(store, Second));
    }
}
