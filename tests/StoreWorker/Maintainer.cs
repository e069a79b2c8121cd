using ScwSecretBackup.Kloset;
using ScwSecretBackup.Kloset.Maintenance;
using ScwSecretBackup.Kloset.Repository;

namespace StoreWorker;

/// <summary>Runs maintenance without any grace whenever the locks allow it.</summary>
internal static class Maintainer
{
    public static async Task RunAsync(string place, CancellationToken cancellationToken)
    {
        await using KlosetStore store = await WorkerStore.OpenAsync(place, cancellationToken);
        while (true)
        {
            try
            {
                MaintenanceReport report = await new StoreMaintenance(store, TimeSpan.Zero).RunAsync(CancellationToken.None);
                Console.WriteLine($"maintained {report.PackfilesRemoved}");
            }
            catch (KlosetLockException)
            {
                // Somebody is writing.
            }

            await WorkerStore.PauseAsync(cancellationToken);
        }
    }
}
