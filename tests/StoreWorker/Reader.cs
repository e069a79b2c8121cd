using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Snapshots;

namespace StoreWorker;

/// <summary>Reads the snapshots that stay and compares them with what their writers wrote.</summary>
internal static class Reader
{
    public static async Task RunAsync(string place, CancellationToken cancellationToken)
    {
        await using KlosetStore store = await WorkerStore.OpenAsync(place, cancellationToken);
        while (true)
        {
            foreach (SnapshotHeader header in await store.ListSnapshotsAsync(cancellationToken))
            {
                if (header.Description.Name == WorkerSnapshot.Kept)
                {
                    await CompareAsync(await store.OpenSnapshotAsync(header.Id, cancellationToken), cancellationToken);
                    Console.WriteLine($"read {header.Id}");
                }
            }

            await WorkerStore.PauseAsync(cancellationToken);
        }
    }

    /// <summary>Throws when a file of the snapshot is missing or another one than was written.</summary>
    private static async Task CompareAsync(SnapshotReader reader, CancellationToken cancellationToken)
    {
        Dictionary<string, byte[]> files = [];
        await foreach (SnapshotEntry entry in reader.WalkAsync("/", cancellationToken))
        {
            if (entry.IsRegularFile)
            {
                using var content = await reader.ReadFileAsync(entry, int.MaxValue, cancellationToken);
                files.Add(entry.Path, content.Memory.ToArray());
            }
        }

        byte[] who = files["/who"];
        Dictionary<string, byte[]> expected = WorkerSnapshot.FilesOf(who[0], who[1]);
        if (files.Count != expected.Count || expected.Any(file => !files[file.Key].AsSpan().SequenceEqual(file.Value)))
        {
            throw new InvalidOperationException($"Snapshot of writer {who[0]}, round {who[1]}, holds something else than was written.");
        }
    }
}
