using ScwSecretBackup.Engine.Progress;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Engine.Backup;

/// <summary>Lists the source, compares it with earlier snapshots, and decides version by version (ARCHITECTURE §5).</summary>
public sealed class BackupPlanner
{
    /// <summary>Plans from a source into a store.</summary>
    public BackupPlanner(ISecretManager source, KlosetStore store)
    {
    }

    /// <summary>Makes list calls and reads the store; reads no value and writes nothing.</summary>
    public Task<BackupPlan> PlanAsync(BackupRequest request, IProgress<EngineProgress>? progress, CancellationToken cancellationToken) => throw new NotImplementedException();
}
