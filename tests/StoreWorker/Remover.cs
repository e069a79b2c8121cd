using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Snapshots;

namespace StoreWorker;

/// <summary>Removes the snapshots that are there for it.</summary>
internal static class Remover
{
    public static async Task RunAsync(string place, CancellationToken cancellationToken)
    {
        await using KlosetStore store = await WorkerStore.OpenAsync(place, cancellationToken);
        while (true)
        {
            foreach (SnapshotHeader header in await store.ListSnapshotsAsync(cancellationToken))
            {
                if (header.Description.Name == WorkerSnapshot.Passing)
                {
                    await store.RemoveSnapshotAsync(header.Id, CancellationToken.None);
                    Console.WriteLine($"removed {header.Id}");
                }
            }

            await WorkerStore.PauseAsync(cancellationToken);
        }
    }
}
