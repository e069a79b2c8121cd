using ScwSecretBackup.Scaleway;

namespace ScwSecretBackup.Engine.Restore;

/// <summary>The errors of restoring one secret, with what to do next.</summary>
internal static class RestoreErrors
{
    /// <summary>Something else has the folder and name, or changed since the plan.</summary>
    public static EngineException Conflict(string reason, Exception? innerException = null) => new(
        EngineErrorKind.DestinationConflict,
        $"The secret was not restored: {reason}.",
        "Compare the two, then restore with the conflict action Skip or NewVersion, or to another folder.",
        innerException);

    /// <summary>The plan refused the secret.</summary>
    public static EngineException NotRestorable(string reason) => new(
        EngineErrorKind.NotRestorable, $"The secret can't be restored: {reason}.", "Choose another snapshot, or restore the secret by hand.");

    /// <summary>The destination does not show whether a write took effect.</summary>
    public static EngineException OutcomeUnclear(string what, Exception? innerException) => new(
        EngineErrorKind.OutcomeUnclear,
        $"The answer to a write was lost, and it can't be told whether {what}.",
        "Run the restore again with the conflict action NewVersion: it looks first and writes only what is missing.",
        innerException);

    /// <summary>What was read back is not what was written.</summary>
    public static EngineException VerificationFailed(int revision) => new(
        EngineErrorKind.VerificationFailed,
        $"Revision {revision} of the destination does not hold the bytes that were written.",
        "Somebody else may write to the secret; check it, then restore it again.");

    /// <summary>The key can't do what the plan needs; found before the first write.</summary>
    public static EngineException Denied(string permissionSet, string purpose, Exception innerException) => new(
        EngineErrorKind.DestinationDenied,
        $"The key lacks the permission set {permissionSet}, which the restore needs to {purpose}. Nothing was changed.",
        $"Give the key the permission set {permissionSet} on the destination's project, then run the restore again.",
        innerException);

    /// <summary>The error to show for what went wrong with one secret.</summary>
    public static Exception Explain(Exception exception) => exception switch
    {
        ScalewayApiException { IsQuotaExceeded: true } => new EngineException(
            EngineErrorKind.QuotaExceeded,
            "The destination's quota is used up.",
            "Delete what is not needed there, or ask Scaleway's support for a higher quota; then run the restore again.",
            exception),
        ScalewayApiException { IsPermissionDenied: true } or ScalewayApiException { IsAuthenticationDenied: true } => new EngineException(
            EngineErrorKind.DestinationDenied,
            "The key may not make a change that the restore needs.",
            "Give the key the permission sets SecretManagerSecretCreate and SecretManagerSecretWrite on the destination's project.",
            exception),
        _ => exception,
    };
}
