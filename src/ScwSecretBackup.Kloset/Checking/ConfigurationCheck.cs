using ScwSecretBackup.Kloset.Configuration;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Storage;

namespace ScwSecretBackup.Kloset.Checking;

/// <summary>Checks CONFIG (FORMAT §2).</summary>
internal static class ConfigurationCheck
{
    public static async Task<FindingList> RunAsync(KlosetStore store, CancellationToken cancellationToken)
    {
        FindingList findings = new(StorageKey.Config.RelativePath);
        await findings.TryAsync(async () =>
        {
            byte[] file = await store.Storage.ReadAsync(StorageKey.Config, StoreConfigurationFile.MaxLength, cancellationToken).ConfigureAwait(false);
            StoreConfigurationFile.Verify(file, store.Key);
            StoreConfiguration configuration = StoreConfigurationFile.Parse(file);
            if (configuration.RepositoryId != store.Id)
            {
                findings.Error($"The repository id changed from {store.Id} to {configuration.RepositoryId} since the store was opened.");
            }

            if (!StoreConfigurationFile.Write(configuration, store.Key).AsSpan().SequenceEqual(file))
            {
                findings.Information("The file is not encoded as plakar encodes it.");
            }
        }).ConfigureAwait(false);
        return findings;
    }
}
