using System.Management.Automation;
using ScwSecretBackup.Catalogue;
using ScwSecretBackup.Engine;
using ScwSecretBackup.Scaleway;

namespace ScwSecretBackup.Infrastructure;

/// <summary>Error records for what the engine refuses; the message of the exception says why.</summary>
internal static class EngineErrors
{
    /// <summary>The record for an exception of the engine.</summary>
    public static ErrorRecord ToRecord(EngineException exception, string target) =>
        Errors.Create(exception, FindEntry(exception), target, FindAction(exception));

    private static ErrorEntry FindEntry(EngineException exception) => exception.Kind switch
    {
        // The engine adds context to a refusal; the reason inside decides what a script branches on.
        EngineErrorKind.ListingDenied or EngineErrorKind.DestinationDenied or EngineErrorKind.AllValuesDenied
            when exception.InnerException is ScalewayApiException { IsAuthenticationDenied: true } => ErrorCatalogue.AuthenticationDenied,
        EngineErrorKind.ListingDenied or EngineErrorKind.DestinationDenied or EngineErrorKind.AllValuesDenied or EngineErrorKind.EnablingDenied => ErrorCatalogue.PermissionDenied,
        EngineErrorKind.NothingSelected or EngineErrorKind.SecretNotFound => ErrorCatalogue.SecretNotFound,
        EngineErrorKind.VersionLeftEnabled => ErrorCatalogue.VersionLeftEnabled,
        EngineErrorKind.SourceShrunk => ErrorCatalogue.SourceShrunk,
        EngineErrorKind.ListingUnstable => ErrorCatalogue.ListingUnstable,
        EngineErrorKind.SnapshotNotFound => ErrorCatalogue.SnapshotNotFound,
        EngineErrorKind.ValueNotFound => ErrorCatalogue.ValueNotFound,
        EngineErrorKind.ForeignSnapshot => ErrorCatalogue.ForeignSnapshot,
        EngineErrorKind.UnsupportedManifest => ErrorCatalogue.UnsupportedSnapshot,
        EngineErrorKind.DamagedSnapshot => ErrorCatalogue.SnapshotDamaged,
        EngineErrorKind.DestinationConflict => ErrorCatalogue.RestoreConflict,
        EngineErrorKind.NotRestorable => ErrorCatalogue.RestoreRefused,
        EngineErrorKind.PlanStale => ErrorCatalogue.RestorePlanStale,
        EngineErrorKind.RestoreInProgress => ErrorCatalogue.RestoreInProgress,
        EngineErrorKind.PlanInvalid => ErrorCatalogue.RestorePlanInvalid,
        EngineErrorKind.OutcomeUnclear => ErrorCatalogue.OutcomeUnclear,
        EngineErrorKind.VerificationFailed => ErrorCatalogue.VerificationFailed,
        EngineErrorKind.QuotaExceeded => ErrorCatalogue.QuotaExceeded,
        EngineErrorKind.ConfigurationInvalid => ErrorCatalogue.ConfigurationInvalid,
        EngineErrorKind.ConfigurationNotWritten => ErrorCatalogue.ConfigurationNotWritten,
        EngineErrorKind.CanaryUnusable => ErrorCatalogue.CanaryUnusable,
        EngineErrorKind.NoRetentionRule => ErrorCatalogue.NoRetentionRule,
        _ => ErrorCatalogue.UnexpectedError,
    };

    /// <summary>The engine's advice; where parameters are what it takes, the words of the cmdlets, which are the catalogue's (null) or one of those here.</summary>
    private static string? FindAction(EngineException exception) => exception.Kind switch
    {
        EngineErrorKind.SourceShrunk or EngineErrorKind.DestinationConflict or EngineErrorKind.OutcomeUnclear or EngineErrorKind.NoRetentionRule or EngineErrorKind.SnapshotNotFound => null,
        EngineErrorKind.NothingSelected => "List the secrets with Get-ScwSecret and correct the selection; the same command without it takes all.",
        EngineErrorKind.EnablingDenied => "Give the key the permission set SecretManagerSecretWrite, or use -DisabledVersion CarryForward.",
        _ => exception.RecommendedAction,
    };
}
