using ScwSecretBackup.Engine.Snapshots;
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
    private readonly TimeProvider _timeProvider;

    /// <summary>Probes a destination.</summary>
    public PermissionProbe(ISecretManager destination, TimeProvider timeProvider)
    {
        _destination = destination;
        _timeProvider = timeProvider;
    }

    /// <summary>Throws when the key lacks a permission set that the plan needs.</summary>
    /// <exception cref="EngineException">It does.</exception>
    public async Task DemandAsync(RestorePlan plan, CancellationToken cancellationToken)
    {
        if (plan.Items.Any(NeedsWrite) && await FindDenialAsync(() => _destination.UnprotectSecretAsync(NoSecret, cancellationToken), cancellationToken).ConfigureAwait(false) is { } write)
        {
            throw RestoreErrors.Denied("SecretManagerSecretWrite", "disable versions, protect secrets or set metadata and lifetimes", write);
        }

        bool recovers = plan.Items.Any(item => item.Action == RestoreAction.Recover);
        if (recovers && await FindDenialAsync(() => _destination.RestoreSecretAsync(NoSecret, cancellationToken), cancellationToken).ConfigureAwait(false) is { } restore)
        {
            throw RestoreErrors.Denied("SecretManagerSecretRestore", "take secrets back from their scheduled deletion", restore);
        }
    }

    private bool NeedsWrite(RestorePlanItem item)
    {
        SnapshotVersion[] written = [.. item.Source.Versions.Where(version => item.RevisionsToWrite.Contains(version.Metadata.Revision))];
        bool disables = written.Any(version => RestorableVersions.TargetStatus(version) == VersionStatus.Disabled);
        bool limits = item.Action == RestoreAction.Create && written.Any(version => VersionLifetime.FindChange(version, Inherited(item.Wanted.EphemeralPolicy), _timeProvider.GetUtcNow()) is not null);
        bool protects = item.Wanted.Protected && (item.Action == RestoreAction.Create || item.CompletesUnfinished);
        return item.Writes && (disables || limits || protects || item.Changes.Count > 0 || item.VersionChanges.Count > 0);
    }

    /// <summary>What a new version has of the rules of its secret, but for the time of its end, which hardly ever is that of the snapshot's version.</summary>
    private static EphemeralProperties? Inherited(EphemeralPolicy? policy) => policy is null
        ? null
        : new EphemeralProperties { ExpiresOnceAccessed = policy.ExpiresOnceAccessed, Action = policy.Action };

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
