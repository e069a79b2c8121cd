using System.Globalization;
using ScwSecretBackup.Engine.Versions;
using ScwSecretBackup.Scaleway;
using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Engine.Backup.Enabling;

/// <summary>Disables versions again that a backup enabled and could not disable before it ended, unless somebody has changed them since.</summary>
public sealed class EnablingRecovery
{
    /// <summary>
    /// How long after an intention its enabling may have taken effect: the retries of the call, and the difference of two clocks. Counts only where the
    /// backup ended before it could write down the service's own time.
    /// </summary>
    private static readonly TimeSpan EnablingWindow = TimeSpan.FromHours(1);

    private readonly ISecretManager _source;

    /// <summary>Disables in <paramref name="source"/>.</summary>
    public EnablingRecovery(ISecretManager source) => _source = source;

    /// <summary>Sees to one version. The intention is forgotten when there is nothing left to do.</summary>
    public async Task<RecoveredEnabling> RunAsync(IHeldIntention held, CancellationToken cancellationToken)
    {
        EnablingIntention intention = held.Intention;
        RecoveredEnabling result;
        try
        {
            result = await SeeToAsync(intention, cancellationToken).ConfigureAwait(false);
        }
        catch (ScalewayApiException exception) when (exception.IsNotFound)
        {
            result = Found(intention, EnablingOutcome.Gone, "It no longer exists.");
        }
        catch (ScalewayException exception)
        {
            result = Failed(intention, exception);
        }

        if (result.Outcome is not (EnablingOutcome.Failed or EnablingOutcome.ScheduledForDeletion))
        {
            held.Complete();
        }

        return result;
    }

    private async Task<RecoveredEnabling> SeeToAsync(EnablingIntention intention, CancellationToken cancellationToken)
    {
        SecretVersion now = await _source.GetVersionAsync(intention.SecretId, intention.Revision, cancellationToken).ConfigureAwait(false);
        if (VersionStatus.IsScheduled(now))
        {
            return Found(intention, EnablingOutcome.ScheduledForDeletion, "It is scheduled for deletion; should it be taken back, the next backup looks at it again.");
        }

        if (now.Status != VersionStatus.Enabled)
        {
            return Found(intention, EnablingOutcome.NotEnabled, $"Its status is {now.Status} now, so there was nothing to do.");
        }

        if (IsChangedSince(intention, now))
        {
            return Found(intention, EnablingOutcome.ChangedSince, string.Create(
                CultureInfo.InvariantCulture,
                $"It is enabled, and was changed at {now.UpdatedAt:u}, after that: whether it is meant to be enabled can't be known, so it stays as it is. Disable it if it is not."));
        }

        SecretVersion after = await _source.DisableVersionAsync(intention.SecretId, intention.Revision, cancellationToken).ConfigureAwait(false);
        return after.Status == VersionStatus.Enabled ? Failed(intention, cause: null) : Found(intention, EnablingOutcome.DisabledAgain, "It is disabled again now.");
    }

    private static bool IsChangedSince(EnablingIntention intention, SecretVersion now) => intention.EnabledAt is { } enabledAt
        ? now.UpdatedAt > enabledAt
        : now.UpdatedAt > intention.Since + EnablingWindow;

    private static RecoveredEnabling Found(EnablingIntention intention, EnablingOutcome outcome, string what) => new(intention, outcome, $"{Describe(intention)} {what}");

    private static RecoveredEnabling Failed(EnablingIntention intention, ScalewayException? cause)
    {
        string why = cause is null ? "The service answers that it is enabled still." : $"It could not be disabled again: {cause.Message}";
        string message = $"{Describe(intention)} {why}";
        string action = cause is ScalewayApiException { IsPermissionDenied: true }
            ? "Disable this version now, or give the key the permission set SecretManagerSecretWrite and run the backup again."
            : "Disable this version now, in the console or with 'scw secret version disable', or run the backup again.";
        return new RecoveredEnabling(intention, EnablingOutcome.Failed, message, new EngineException(EngineErrorKind.VersionLeftEnabled, message, action, cause));
    }

    private static string Describe(EnablingIntention intention) => string.Create(
        CultureInfo.InvariantCulture,
        $"An earlier backup enabled {intention.Name} at {intention.Since:u} to read it, and ended before it could disable it.");
}
