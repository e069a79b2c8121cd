using System.Management.Automation;
using System.Net;
using ScwSecretBackup.Binding;
using ScwSecretBackup.Engine;
using ScwSecretBackup.Kloset;
using ScwSecretBackup.Scaleway;
using ScwSecretBackup.Scaleway.Configuration;

namespace ScwSecretBackup.Infrastructure;

/// <summary>Turns exceptions into error records: a stable id, the right category, a name as target, and one sentence on what to do next.</summary>
internal static class Errors
{
    /// <summary>The record for an exception of the engine, the API client or the store.</summary>
    public static ErrorRecord FromException(Exception exception, string target) => exception switch
    {
        EngineException engine => FromEngine(engine, target),
        ScalewayApiException api => FromApi(api, target),
        ScalewayConnectionException => Create(exception, "ServiceUnavailable", ErrorCategory.ConnectionError, target,
            "Check the network, the proxy and the API URL, then run the command again; it goes on where it stopped."),
        ScalewayConfigurationException configuration => ConfigurationErrors.ToRecord(configuration),
        KlosetException store => FromStore(store, target),
        ObjectDisposedException => Create(exception, "StoreClosed", ErrorCategory.InvalidOperation, target,
            "Somebody closed the store while it was in use; open it again with Open-ScwStore."),
        PassphraseFileException => Create(exception, "KeyFileUnreadable", ErrorCategory.OpenError, target,
            "Give the path of a file that holds the passphrase and that this account may read."),
        PassphraseCommandException => Create(exception, "PassphraseCommandFailed", ErrorCategory.SecurityError, target,
            "Run the command line in the system's shell: it must end with exit code 0 and print the passphrase as its only line."),
        TimeoutException or OperationCanceledException => Create(exception, "OperationTimeout", ErrorCategory.OperationTimeout, target,
            "Run the command again; it goes on where it stopped."),
        UnauthorizedAccessException => Create(exception, "AccessDenied", ErrorCategory.PermissionDenied, target,
            "Grant the account that runs PowerShell access to the file or folder."),
        IOException => Create(exception, "StorageFailed", ErrorCategory.ReadError, target,
            "Check that the disk or share is mounted, writable and not full, then run the command again."),
        _ => Create(exception, "UnexpectedError", ErrorCategory.NotSpecified, target,
            "This is a defect: report it with the output of Get-Error, which holds no secret value."),
    };

    /// <summary>The record for what went wrong with one secret or version while the rest went on; its message begins with the name.</summary>
    public static ErrorRecord FromItem(Exception exception, string name)
    {
        ErrorRecord record = FromException(exception, name);
        string action = record.ErrorDetails.RecommendedAction;
        record.ErrorDetails = new ErrorDetails($"{name}: {exception.Message}") { RecommendedAction = action };
        return record;
    }

    /// <summary>A record of the module's own.</summary>
    public static ErrorRecord Create(string message, string id, ErrorCategory category, string target, string recommendedAction)
    {
        Exception exception = category switch
        {
            ErrorCategory.ObjectNotFound => new ItemNotFoundException(message),
            ErrorCategory.InvalidArgument => new PSArgumentException(message),
            _ => new PSInvalidOperationException(message),
        };
        return Create(exception, id, category, target, recommendedAction);
    }

    /// <summary>A record around an exception.</summary>
    public static ErrorRecord Create(Exception exception, string id, ErrorCategory category, string target, string recommendedAction) =>
        new(exception, id, category, target)
        {
            ErrorDetails = new ErrorDetails(exception.Message) { RecommendedAction = recommendedAction },
        };

    private static ErrorRecord FromEngine(EngineException exception, string target)
    {
        (string id, ErrorCategory category) = exception.Kind switch
        {
            // The engine adds context to a refusal; the reason inside decides what a script branches on.
            EngineErrorKind.ListingDenied or EngineErrorKind.DestinationDenied or EngineErrorKind.AllValuesDenied
                when exception.InnerException is ScalewayApiException { IsAuthenticationDenied: true } => ("AuthenticationDenied", ErrorCategory.AuthenticationError),
            EngineErrorKind.ListingDenied or EngineErrorKind.DestinationDenied or EngineErrorKind.AllValuesDenied => ("PermissionDenied", ErrorCategory.PermissionDenied),
            EngineErrorKind.EnablingDenied => ("PermissionDenied", ErrorCategory.PermissionDenied),
            EngineErrorKind.NothingSelected => ("SecretNotFound", ErrorCategory.ObjectNotFound),
            EngineErrorKind.VersionLeftEnabled => ("VersionLeftEnabled", ErrorCategory.SecurityError),
            EngineErrorKind.SourceShrunk => ("SourceShrunk", ErrorCategory.InvalidResult),
            EngineErrorKind.ListingUnstable => ("ListingUnstable", ErrorCategory.InvalidResult),
            EngineErrorKind.SnapshotNotFound => ("SnapshotNotFound", ErrorCategory.ObjectNotFound),
            EngineErrorKind.SecretNotFound => ("SecretNotFound", ErrorCategory.ObjectNotFound),
            EngineErrorKind.ValueNotFound => ("ValueNotFound", ErrorCategory.ObjectNotFound),
            EngineErrorKind.ForeignSnapshot => ("ForeignSnapshot", ErrorCategory.InvalidType),
            EngineErrorKind.UnsupportedManifest => ("UnsupportedSnapshot", ErrorCategory.NotImplemented),
            EngineErrorKind.DamagedSnapshot => ("SnapshotDamaged", ErrorCategory.InvalidData),
            EngineErrorKind.DestinationConflict => ("RestoreConflict", ErrorCategory.ResourceExists),
            EngineErrorKind.NotRestorable => ("RestoreRefused", ErrorCategory.InvalidOperation),
            EngineErrorKind.PlanStale => ("RestorePlanStale", ErrorCategory.InvalidOperation),
            EngineErrorKind.PlanInvalid => ("RestorePlanInvalid", ErrorCategory.InvalidData),
            EngineErrorKind.RestoreInProgress => ("RestoreInProgress", ErrorCategory.ResourceBusy),
            EngineErrorKind.OutcomeUnclear => ("OutcomeUnclear", ErrorCategory.InvalidResult),
            EngineErrorKind.VerificationFailed => ("VerificationFailed", ErrorCategory.InvalidResult),
            EngineErrorKind.QuotaExceeded => ("QuotaExceeded", ErrorCategory.LimitsExceeded),
            EngineErrorKind.ConfigurationInvalid => ("ConfigurationInvalid", ErrorCategory.InvalidData),
            EngineErrorKind.ConfigurationNotWritten => ("ConfigurationNotWritten", ErrorCategory.WriteError),
            EngineErrorKind.CanaryUnusable => ("CanaryUnusable", ErrorCategory.InvalidOperation),
            EngineErrorKind.NoRetentionRule => ("NoRetentionRule", ErrorCategory.InvalidArgument),
            _ => (exception.Kind.ToString(), ErrorCategory.NotSpecified),
        };
        return Create(exception, id, category, target, InParameters(exception));
    }

    /// <summary>The engine's advice, in the words of the cmdlets where a parameter is what it takes.</summary>
    private static string InParameters(EngineException exception) => exception.Kind switch
    {
        EngineErrorKind.NothingSelected => "List the secrets with Get-ScwSecret and correct the selection; the same command without it takes all.",
        EngineErrorKind.EnablingDenied => "Give the key the permission set SecretManagerSecretWrite, or use -DisabledVersion CarryForward.",
        EngineErrorKind.SourceShrunk => "Check the project, the region and the key's permissions; add -AllowShrink when the number is right.",
        EngineErrorKind.DestinationConflict => "Look at both, then run the command again with -ConflictAction NewVersion to add what is missing, Overwrite to make it like the snapshot's, Rename to restore beside it, or Skip to keep it.",
        EngineErrorKind.OutcomeUnclear => "Run the command again with -ConflictAction NewVersion: it looks first and writes only what is missing.",
        EngineErrorKind.NoRetentionRule => "Give at least one rule, such as -Days 30, or -PerDay 1 -Days 7 -PerMonth 1 -Months 12; -WhatIf shows what it would do.",
        EngineErrorKind.SnapshotNotFound => "List the snapshots with Get-ScwSnapshot and give more digits of an id, or 'latest'.",
        _ => exception.RecommendedAction,
    };

    private static ErrorRecord FromApi(ScalewayApiException exception, string target) => exception switch
    {
        { IsAuthenticationDenied: true } => Create(exception, "AuthenticationDenied", ErrorCategory.AuthenticationError, target,
            "Check the secret key in -Credential, SCW_SECRET_KEY or the profile, and whether it has expired."),
        { IsQuotaExceeded: true } => Create(exception, "QuotaExceeded", ErrorCategory.LimitsExceeded, target,
            "Free what counts against the quota, or ask Scaleway to raise it, then run the command again; nothing is written twice."),
        { IsPermissionDenied: true } => Create(exception, "PermissionDenied", ErrorCategory.PermissionDenied, target,
            "Give the key the permission sets it needs: SecretManagerReadOnly and SecretManagerSecretAccess to back up; SecretManagerReadOnly, SecretManagerSecretCreate and SecretManagerSecretWrite to restore."),
        { IsNotFound: true } when exception.Request.EndsWith("/secrets", StringComparison.Ordinal) => Create(exception, "InvalidRegion", ErrorCategory.InvalidArgument, target,
            "Secret Manager is not there under this region: give one such as fr-par, nl-ams or pl-waw with -Region, SCW_DEFAULT_REGION or the profile."),
        { IsNotFound: true } => Create(exception, "SecretNotFound", ErrorCategory.ObjectNotFound, target,
            "Check the project and the region: ids and names are per region."),
        { Status: HttpStatusCode.TooManyRequests } => Create(exception, "RateLimited", ErrorCategory.LimitsExceeded, target,
            "Lower -ThrottleLimit, or wait and run the command again."),
        { Status: >= HttpStatusCode.InternalServerError } => Create(exception, "ServiceUnavailable", ErrorCategory.ResourceUnavailable, target,
            "Wait and run the command again; it goes on where it stopped."),
        _ => Create(exception, "RequestRejected", ErrorCategory.InvalidArgument, target,
            "Read the reason of the service in the message, correct it, and run the command again."),
    };

    private static ErrorRecord FromStore(KlosetException exception, string target) => exception switch
    {
        KlosetKeyException => Create(exception, "WrongPassphrase", ErrorCategory.SecurityError, target,
            "Give the passphrase the store was created with; without it nobody can open the store."),
        KlosetFormatException => Create(exception, "StoreDamaged", ErrorCategory.InvalidData, target,
            "Keep the store as it is and read the snapshot from a copy of the store."),
        KlosetLockException => Create(exception, "StoreLocked", ErrorCategory.ResourceBusy, target,
            "Wait until the other process has finished, then run the command again; the lock of one that died counts for ten minutes."),
        KlosetVersionException => Create(exception, "UnsupportedStoreVersion", ErrorCategory.NotImplemented, target,
            "Update this module; the store was written by a version it does not know."),
        KlosetStorageException storage => StorageErrors.ToRecord(storage, target),
        _ => Create(exception, "StorageFailed", ErrorCategory.ReadError, target,
            "Check that the disk or share is mounted, writable and not full, then run the command again."),
    };
}
