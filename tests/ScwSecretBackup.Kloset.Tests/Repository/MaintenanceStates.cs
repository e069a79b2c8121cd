using ScwSecretBackup.Kloset.Envelopes;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.States;

namespace ScwSecretBackup.Kloset.Tests.Repository;

/// <summary>States as maintenance writes them.</summary>
internal static class MaintenanceStates
{
    public static Task ColourAllPackfilesAsync(KlosetStore store, CancellationToken cancellationToken) =>
        store.PutStateAsync(Mac.NewRandom(), [.. store.Index.Packfiles.Select(packfile => new ColouredRecord(ResourceType.Packfile, packfile.Name, 1))], 1, cancellationToken);
}
