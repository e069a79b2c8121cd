using System.Management.Automation;

namespace ScwSecretBackup.Infrastructure;

/// <summary>Exit codes for scripts, as plakar has them (after sysexits.h).</summary>
internal static class ExitCodes
{
    /// <summary>Everything went well.</summary>
    public const int Success = 0;

    /// <summary>Something went wrong, or only a part worked.</summary>
    public const int General = 1;

    /// <summary>The command was not used as it should be.</summary>
    public const int Usage = 64;

    /// <summary>Data is damaged.</summary>
    public const int Integrity = 65;

    /// <summary>There is no such store.</summary>
    public const int StoreNotFound = 66;

    /// <summary>A key, a passphrase or a permission is wrong or missing.</summary>
    public const int Denied = 77;

    /// <summary>Something was made by a version that this one does not know.</summary>
    public const int Incompatible = 78;

    /// <summary>The code for an error; every error id that is not here is a general one.</summary>
    public static int Of(ErrorRecord error) => error.FullyQualifiedErrorId.Split(',')[0] switch
    {
        "InvalidPattern" or "InvalidProjectId" or "InvalidRegion" or "InvalidApiUrl" or "InvalidConfiguration" or "ProfileNotFound" or "ConfirmationRequired" or "RestorePlanInvalid" => Usage,
        "StoreDamaged" or "SnapshotDamaged" or "VerificationFailed" => Integrity,
        "StoreNotFound" or "NotAStore" => StoreNotFound,
        "AuthenticationDenied" or "PermissionDenied" or "AccessDenied" or "WrongPassphrase" or "CredentialsMissing" or "KeyFileUnreadable" or "StoreNotEncrypted" => Denied,
        "UnsupportedStoreVersion" or "UnsupportedSnapshot" => Incompatible,
        _ => General,
    };
}
