using System.Globalization;
using ScwSecretBackup.Kloset.Maintenance;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Storage;
using ScwSecretBackup.Kloset.Storage.S3;
using ScwSecretBackup.Kloset.Tests.Repository;
using ScwSecretBackup.Kloset.Tests.Storage.S3;
using ScwSecretBackup.Tests.S3;
using StoreWorker;
using Xunit;

namespace ScwSecretBackup.Kloset.Tests.Stores;

/// <summary>Ten processes write into one store while others read it, remove snapshots and run maintenance without any grace.</summary>
public sealed class ManyProcessesTests : IDisposable
{
    private const int Writers = 10;
    private const int Rounds = 4;

    private readonly string _folder = Directory.CreateTempSubdirectory("kloset-many-").FullName;
    private readonly List<Worker> _workers = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _workers.ForEach(worker => worker.Dispose());
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public Task On_disk_nothing_is_lost_or_damaged() => RunAsync(Path.Combine(_folder, "store"));

    [Fact]
    public Task On_S3_nothing_is_lost_or_damaged() => RunAsync(TestS3Server.NewAddress());

    private async Task RunAsync(string place)
    {
        await (await TestStores.CreateAsync(Open(place))).DisposeAsync();
        Worker[] others = [Start("read", place), Start("remove", place), Start("maintain", place)];
        Worker[] writers = [.. Enumerable.Range(0, Writers).Select(number => Start("write", place, $"{number}", $"{Rounds}"))];

        List<string[]> written = [];
        foreach (Worker writer in writers)
        {
            written.AddRange(await writer.EndAsync(Cancel));
        }

        List<string[]> done = [];
        foreach (Worker other in others)
        {
            done.AddRange(await other.EndAsync(Cancel));
        }

        await AssertWholeAsync(place, written, [.. done.Where(words => words[0] == "removed").Select(words => Parse(words[1]))]);
    }

    private static async Task AssertWholeAsync(string place, List<string[]> written, HashSet<Mac> removed)
    {
        Assert.Equal(Writers * Rounds, written.Count);
        await using KlosetStore store = await TestStores.OpenAsync(Open(place));
        Dictionary<Mac, Dictionary<string, byte[]>> expected = written
            .Where(words => !removed.Contains(Parse(words[1])))
            .ToDictionary(words => Parse(words[1]), words => WorkerSnapshot.FilesOf(Number(words[2]), Number(words[3])));
        Assert.Empty(await store.Storage.ListAsync(StorageArea.Lock, Cancel).ToListAsync(Cancel));
        for (int pass = 0; pass < 2; pass++)
        {
            Assert.Equal(expected.Keys.Order(), (await store.ListSnapshotIdsAsync(Cancel)).Order());
            await TestStores.AssertNoErrorsAsync(store);
            foreach ((Mac id, Dictionary<string, byte[]> files) in expected)
            {
                TestStores.AssertSame(files, await TestStores.ReadAsync(store, id));
            }

            // Whatever the processes left to do changes nothing that counts.
            await new StoreMaintenance(store, TimeSpan.Zero).RunAsync(Cancel);
        }
    }

    private static IStorage Open(string place) => S3Address.IsAddress(place) ? new S3Storage(S3Places.At(place)) : new FileStorage(place);

    private static Mac Parse(string text) => Mac.TryParse(text, out Mac id) ? id : throw new FormatException(text);

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private Worker Start(string role, string place, params string[] more)
    {
        Worker worker = Worker.Start(role, place, more);
        _workers.Add(worker);
        return worker;
    }
}
