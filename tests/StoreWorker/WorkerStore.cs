using ScwSecretBackup.Kloset;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Storage;
using ScwSecretBackup.Kloset.Storage.S3;

namespace StoreWorker;

/// <summary>Opens the common store, and waits while locks keep this process out.</summary>
public static class WorkerStore
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>Passphrase of the common store.</summary>
    public static ReadOnlyMemory<byte> Passphrase { get; } = "a passphrase for tests"u8.ToArray();

    internal static Task<KlosetStore> OpenAsync(string place, CancellationToken cancellationToken) =>
        KlosetStore.OpenAsync(new JitteryStorage(OpenStorage(place)), Passphrase, TimeProvider.System, cancellationToken);

    /// <summary>Does something as soon as no lock forbids it.</summary>
    internal static async Task<T> WhenUnlockedAsync<T>(Func<Task<T>> action, CancellationToken cancellationToken)
    {
        long begun = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                return await action();
            }
            catch (KlosetLockException) when (TimeProvider.System.GetElapsedTime(begun) < Patience)
            {
                await PauseAsync(cancellationToken);
            }
        }
    }

    /// <summary>Lets others in; of different length every time, so that nobody keeps in step.</summary>
    internal static Task PauseAsync(CancellationToken cancellationToken) => Task.Delay(Random.Shared.Next(20, 250), cancellationToken);

    // The key comes from the usual AWS variables.
    private static IStorage OpenStorage(string place) => S3Address.IsAddress(place)
        ? new S3Storage(new S3StorageOptions
        {
            Address = S3Address.Parse(place),
            Credentials = new S3Credentials(
                Environment.GetEnvironmentVariable("AWS_ACCESS_KEY_ID")!, Environment.GetEnvironmentVariable("AWS_SECRET_ACCESS_KEY")!),
        })
        : new FileStorage(place);
}
