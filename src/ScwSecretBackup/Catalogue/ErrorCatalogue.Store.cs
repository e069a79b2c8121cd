using System.Management.Automation;
using ScwSecretBackup.Infrastructure;

namespace ScwSecretBackup.Catalogue;

/// <content>Stores, and the folders and services they are on.</content>
internal static partial class ErrorCatalogue
{
    /// <summary>There is nothing at the place.</summary>
    public static ErrorEntry StoreNotFound { get; } = Entry(ErrorCategory.ObjectNotFound, ExitCodes.StoreNotFound,
        "Check the path or the address, or create the store with New-ScwStore.");

    /// <summary>There is something else at the place.</summary>
    public static ErrorEntry NotAStore { get; } = Entry(ErrorCategory.InvalidData, ExitCodes.StoreNotFound,
        "Give the folder that New-ScwStore or plakar created, not one above or below it.");

    /// <summary>The place of a new store is taken.</summary>
    public static ErrorEntry StoreExists { get; } = Entry(ErrorCategory.ResourceExists,
        "Open an existing store with Open-ScwStore, or give a place that is empty or missing.");

    /// <summary>A handle that was closed.</summary>
    public static ErrorEntry StoreClosed { get; } = Entry(ErrorCategory.InvalidOperation,
        "Open it again with Open-ScwStore.");

    /// <summary>A part of the store is damaged.</summary>
    public static ErrorEntry StoreDamaged { get; } = Entry(ErrorCategory.InvalidData, ExitCodes.Integrity,
        "Keep the store as it is, see with Test-ScwStore what is lost, and read the snapshot from a copy of the store.");

    /// <summary>A lock of somebody else excludes the operation.</summary>
    public static ErrorEntry StoreLocked { get; } = Entry(ErrorCategory.ResourceBusy,
        "Wait until the other process has finished, then run the command again; the lock of one that died counts for ten minutes.");

    /// <summary>A later version of the format.</summary>
    public static ErrorEntry UnsupportedStoreVersion { get; } = Entry(ErrorCategory.NotImplemented, ExitCodes.Incompatible,
        "Update this module; the store was written by a version it does not know.");

    /// <summary>A passphrase was given for a store that is in clear text, and secrets were to be written into it.</summary>
    public static ErrorEntry StoreNotEncrypted { get; } = Entry(ErrorCategory.SecurityError, ExitCodes.Denied,
        "Find out whether somebody has put another store in its place; where a plaintext store is meant, give no passphrase and register it without one.");

    /// <summary>Another store is at the place of a registered one.</summary>
    public static ErrorEntry StoreExchanged { get; } = Entry(ErrorCategory.SecurityError, ExitCodes.Denied,
        "Find out who put another store in its place; where it is meant, register it again with Register-ScwStore -Force.");

    /// <summary>Source and target of a copy are one store.</summary>
    public static ErrorEntry SameStore { get; } = Entry(ErrorCategory.InvalidArgument, ExitCodes.Usage,
        "Give another store with -TargetStore.");

    /// <summary>A path that leads out of the file system, or an address that is none.</summary>
    public static ErrorEntry PathNotSupported { get; } = Entry(ErrorCategory.InvalidArgument, ExitCodes.Usage,
        "Give the path of a local or mounted folder.");

    /// <summary>A folder, a file or a bucket that this account or key may not use.</summary>
    public static ErrorEntry AccessDenied { get; } = Entry(ErrorCategory.PermissionDenied, ExitCodes.Denied,
        "Grant the account or the key read and write access to the place of the store.");

    /// <summary>A disk, share or service failed.</summary>
    public static ErrorEntry StorageFailed { get; } = Entry(ErrorCategory.ReadError,
        "Check that the disk, share or service of the store works, is writable and is not full, then run the command again.");

    /// <summary>The disk or the quota is full.</summary>
    public static ErrorEntry StorageFull { get; } = Entry(ErrorCategory.LimitsExceeded,
        "Free some space or raise the quota, then run the command again; the store is as it was.");

    /// <summary>The S3 service does not accept the key.</summary>
    public static ErrorEntry StorageCredentialsRejected { get; } = Entry(ErrorCategory.AuthenticationError, ExitCodes.Denied,
        "Check the key in -S3Credential, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or SCW_ACCESS_KEY and SCW_SECRET_KEY.");

    /// <summary>The clock of this machine is too wrong to sign requests.</summary>
    public static ErrorEntry ClockSkew { get; } = Entry(ErrorCategory.InvalidOperation,
        "Set the clock of this machine, then run the command again.");

    /// <summary>The bucket is in another region.</summary>
    public static ErrorEntry StorageRegionMismatch { get; } = Entry(ErrorCategory.InvalidArgument, ExitCodes.Usage,
        "Give the endpoint of the bucket's region in the address, and the region with -S3Region or AWS_REGION.");

    /// <summary>The S3 service does not answer.</summary>
    public static ErrorEntry StorageUnreachable { get; } = Entry(ErrorCategory.ConnectionError,
        "Check the endpoint in the address, the network and the proxy, then run the command again.");

    /// <summary>The S3 service's certificate is not trusted.</summary>
    public static ErrorEntry StorageUntrusted { get; } = Entry(ErrorCategory.SecurityError, ExitCodes.Denied,
        "Give the certificate of the server's authority with -S3CertificateAuthority or AWS_CA_BUNDLE.");

    /// <summary>The S3 service asks for fewer requests.</summary>
    public static ErrorEntry StorageBusy { get; } = Entry(ErrorCategory.ResourceBusy,
        "Wait, then run the command again.");

    /// <summary>Objects of the bucket are in an archive.</summary>
    public static ErrorEntry StorageArchived { get; } = Entry(ErrorCategory.ResourceUnavailable,
        "Restore the objects of the bucket to a standard class, then run the command again.");

    /// <summary>A storage class from which objects can't be read at once.</summary>
    public static ErrorEntry StorageClassNotSupported { get; } = Entry(ErrorCategory.InvalidArgument, ExitCodes.Usage,
        "Leave -S3StorageClass out, or give a class whose objects can be read at once.");

    /// <summary>A file that should hold a certificate.</summary>
    public static ErrorEntry CertificateUnreadable { get; } = Entry(ErrorCategory.OpenError, ExitCodes.Usage,
        "Give a PEM file that this account may read.");
}
