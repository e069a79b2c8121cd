using ScwSecretBackup.Engine.Progress;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Engine.Backup;

/// <summary>Executes a plan: reads, encrypts and writes at once; the snapshot appears in one step at the end.</summary>
public sealed class BackupRunner
{
    /// <summary>Runs against the source and store of the plan.</summary>
    public BackupRunner(ISecretManager source, KlosetStore store, TimeProvider timeProvider)
    {
    }

    /// <summary>Runs the plan.</summary>
    public Task<BackupResult> RunAsync(BackupPlan plan, IProgress<EngineProgress>? progress, CancellationToken cancellationToken) => throw new NotImplementedException();
}
