using ScwSecretBackup.Kloset;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Snapshots;

namespace StoreWorker;

/// <summary>Writes snapshots.</summary>
internal static class Writer
{
    private static readonly NodeAttributes Attributes = new(Convert.ToInt32("600", 8), DateTimeOffset.UnixEpoch);

    public static async Task RunAsync(string place, int number, int rounds, CancellationToken cancellationToken)
    {
        await using KlosetStore store = await WorkerStore.OpenAsync(place, cancellationToken);
        for (int round = 0; round < rounds; round++)
        {
            Mac id = await WorkerStore.WhenUnlockedAsync(() => WriteAsync(store, number, round, cancellationToken), cancellationToken);
            Console.WriteLine($"wrote {id} {number} {round}");
            await WorkerStore.PauseAsync(cancellationToken);
        }
    }

    private static async Task<Mac> WriteAsync(KlosetStore store, int number, int round, CancellationToken cancellationToken)
    {
        await using SnapshotWriter writer = await store.BeginSnapshotAsync(cancellationToken);
        foreach ((string path, byte[] content) in WorkerSnapshot.FilesOf(number, round))
        {
            writer.AddFile(path, await writer.WriteObjectAsync(content, null, cancellationToken), Attributes);
        }

        SnapshotDescription description = new() { Name = WorkerSnapshot.NameOf(round), ImporterType = "test", ImporterOrigin = $"writer {number}" };
        return (await writer.CommitAsync(description, cancellationToken)).Id;
    }
}
