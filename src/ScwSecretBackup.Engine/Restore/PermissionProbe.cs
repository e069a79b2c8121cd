using ScwSecretBackup.Engine.Versions;
using ScwSecretBackup.Scaleway;
using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Engine.Restore;

/// <summary>
/// Finds out before the first write whether the key may do what a plan needs. Permissions can't be asked for, so a call is made about a secret that does
/// not exist: a service that answers "not found" to a call the key may make, and "denied" to another, says that it may not make the other. Where both are
/// denied nothing is learned, and the restore goes on.
/// </summary>
internal sealed class PermissionProbe
{
    /// <summary>A well-formed id that no service hands out.</summary>
    private const string NoSecret = "00000000-0000-4000-8000-000000000000";

    private readonly ISecretManager _destination;

    /// <summary>Probes a destination.</summary>
    public PermissionProbe(ISecretManager destination) => _destination = destination;

    /// <summary>Throws when the key lacks a permission set that the plan needs.</summary>
    /// <exception cref="EngineException">It does.</exception>
    public async Task DemandAsync(RestorePlan plan, CancellationToken cancellationToken)
    {
        if (plan.Items.Any(NeedsWrite) && await FindDenialAsync(() => _destination.UnprotectSecretAsync(NoSecret, cancellationToken), cancellationToken).ConfigureAwait(false) is { } write)
        {
            throw RestoreErrors.Denied("SecretManagerSecretWrite", "disable versions, protect secrets or set metadata", write);
        }

        bool recovers = plan.Items.Any(item => item.Action == RestoreAction.Recover);
        if (recovers && await FindDenialAsync(() => _destination.RestoreSecretAsync(NoSecret, cancellationToken), cancellationToken).ConfigureAwait(false) is { } restore)
        {
            throw RestoreErrors.Denied("SecretManagerSecretRestore", "take secrets back from their scheduled deletion", restore);
        }
    }

    private static bool NeedsWrite(RestorePlanItem item)
    {
        bool disables = item.Source.Versions.Any(version =>
            item.RevisionsToWrite.Contains(version.Metadata.Revision) && RestorableVersions.TargetStatus(version) == VersionStatus.Disabled);
        bool protects = item.Wanted.Protected && (item.Action == RestoreAction.Create || item.CompletesUnfinished);
        return item.Writes && (disables || protects || item.Changes.Count > 0 || item.VersionChanges.Count > 0);
    }

    private async Task<ScalewayApiException?> FindDenialAsync(Func<Task> call, CancellationToken cancellationToken)
    {
        ScalewayApiException? denial = await FindRefusalAsync(call).ConfigureAwait(false);
        if (denial is not { IsPermissionDenied: true })
        {
            return null;
        }

        ScalewayApiException? control = await FindRefusalAsync(() => _destination.GetSecretAsync(NoSecret, cancellationToken)).ConfigureAwait(false);
        return control is { IsNotFound: true } ? denial : null;
    }

    private static async Task<ScalewayApiException?> FindRefusalAsync(Func<Task> call)
    {
        try
        {
            await call().ConfigureAwait(false);
            return null;
        }
        catch (ScalewayApiException exception)
        {
            return exception;
        }
        catch (ScalewayConnectionException)
        {
            // The probe is an extra; whether the service works shows with the first call that matters.
            return null;
        }
    }
}
