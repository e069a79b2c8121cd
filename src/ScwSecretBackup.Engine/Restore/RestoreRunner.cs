using ScwSecretBackup.Engine.Progress;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Engine.Restore;

/// <summary>Executes a restore plan (ARCHITECTURE §6.2). Never repeats a create whose outcome is unclear without looking first.</summary>
public sealed class RestoreRunner
{
    /// <summary>Runs against the store and destination of the plan.</summary>
    public RestoreRunner(KlosetStore store, ISecretManager destination, TimeProvider timeProvider)
    {
    }

    /// <summary>Runs the plan; yields one result a secret as they end.</summary>
    public IAsyncEnumerable<RestoreItemResult> RunAsync(RestorePlan plan, IProgress<EngineProgress>? progress, CancellationToken cancellationToken) => throw new NotImplementedException();
}
