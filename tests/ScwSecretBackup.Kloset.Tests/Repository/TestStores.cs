using System.Text;
using ScwSecretBackup.Kloset.Checking;
using ScwSecretBackup.Kloset.Configuration;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Snapshots;
using ScwSecretBackup.Kloset.Storage;
using Xunit;

namespace ScwSecretBackup.Kloset.Tests.Repository;

/// <summary>Makes, opens and checks small stores.</summary>
internal static class TestStores
{
    public static readonly byte[] Passphrase = Encoding.UTF8.GetBytes("a passphrase for tests");
    public static readonly NodeAttributes FileAttributes = new(Convert.ToInt32("600", 8), new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero).AddTicks(67));
    public static readonly SnapshotDescription Description = new() { ImporterType = "test", ImporterOrigin = "here" };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static Task<KlosetStore> CreateAsync(IStorage storage, bool encrypted = true, bool compress = true, HashingAlgorithm hashing = HashingAlgorithm.Blake3, TimeProvider? timeProvider = null)
    {
        StoreCreationOptions options = new() { Compress = compress, Hashing = hashing, KdfMemoryKiB = 64, KdfIterations = 1 };
        return KlosetStore.CreateAsync(storage, encrypted ? Passphrase : default(ReadOnlyMemory<byte>?), options, timeProvider ?? TimeProvider.System, Cancel);
    }

    /// <summary>Opens a store; the passphrase of a plaintext store is ignored.</summary>
    public static Task<KlosetStore> OpenAsync(IStorage storage, TimeProvider? timeProvider = null) =>
        KlosetStore.OpenAsync(storage, Passphrase, timeProvider ?? TimeProvider.System, Cancel);

    /// <summary>Writes a snapshot of files.</summary>
    public static async Task<Mac> WriteAsync(KlosetStore store, IReadOnlyDictionary<string, byte[]> files, SnapshotDescription? description = null)
    {
        await using SnapshotWriter writer = await store.BeginSnapshotAsync(Cancel);
        foreach ((string path, byte[] content) in files)
        {
            writer.AddFile(path, await writer.WriteObjectAsync(content, null, Cancel), FileAttributes);
        }

        return (await writer.CommitAsync(description ?? Description, Cancel)).Id;
    }

    /// <summary>All files of a snapshot with their content.</summary>
    public static async Task<Dictionary<string, byte[]>> ReadAsync(KlosetStore store, Mac snapshot)
    {
        SnapshotReader reader = await store.OpenSnapshotAsync(snapshot, Cancel);
        Dictionary<string, byte[]> files = new(StringComparer.Ordinal);
        await foreach (SnapshotEntry entry in reader.WalkAsync("/", Cancel))
        {
            if (entry.IsRegularFile)
            {
                using var content = await reader.ReadFileAsync(entry, int.MaxValue, Cancel);
                files.Add(entry.Path, content.Memory.ToArray());
            }
        }

        return files;
    }

    public static Task<List<StoreFinding>> CheckAsync(KlosetStore store) => CheckAsync(new StoreChecker(store));

    public static async Task<List<StoreFinding>> CheckAsync(StoreChecker checker)
    {
        List<StoreFinding> findings = [];
        await foreach (StoreFinding finding in checker.CheckAsync(Cancel))
        {
            findings.Add(finding);
        }

        return findings;
    }

    public static async Task AssertNoErrorsAsync(KlosetStore store) =>
        Assert.DoesNotContain(await CheckAsync(store), finding => finding.Severity == FindingSeverity.Error);

    public static void AssertSame(IReadOnlyDictionary<string, byte[]> expected, Dictionary<string, byte[]> actual)
    {
        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), actual.Keys.Order(StringComparer.Ordinal));
        Assert.All(expected, file => Assert.Equal(file.Value, actual[file.Key]));
    }
}
