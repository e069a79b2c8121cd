using ScwSecretBackup.Engine.Progress;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Engine.Restore;

/// <summary>Compares a snapshot with the live destination and decides secret by secret (ARCHITECTURE §6).</summary>
public sealed class RestorePlanner
{
    /// <summary>Plans from a store into a destination.</summary>
    public RestorePlanner(KlosetStore store, ISecretManager destination)
    {
    }

    /// <summary>Reads the snapshot and the destination; writes nothing.</summary>
    public Task<RestorePlan> PlanAsync(RestoreRequest request, IProgress<EngineProgress>? progress, CancellationToken cancellationToken) => throw new NotImplementedException();
}
