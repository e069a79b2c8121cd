using System.Management.Automation;
using ScwSecretBackup.Catalogue;

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

    /// <summary>The code for an error, which the catalogue has.</summary>
    public static int Of(ErrorRecord error) => ErrorCatalogue.Find(error)?.ExitCode ?? General;
}
