using System.Management.Automation;
using ScwSecretBackup.Kloset;

namespace ScwSecretBackup.Infrastructure;

/// <summary>Error records for what a folder or an S3 service refuses; the message of the exception says why.</summary>
internal static class StorageErrors
{
    /// <summary>The record for a failure of a storage.</summary>
    public static ErrorRecord ToRecord(KlosetStorageException exception, string target)
    {
        (string id, ErrorCategory category, string action) = exception.Failure switch
        {
            StorageFailure.NoStore => ("StoreNotFound", ErrorCategory.ObjectNotFound,
                "Check the path or the address, or create the store with New-ScwStore."),
            StorageFailure.AlreadyExists => ("StoreExists", ErrorCategory.ResourceExists,
                "Open an existing store with Open-ScwStore, or give a place that is empty or missing."),
            StorageFailure.AccessDenied => ("AccessDenied", ErrorCategory.PermissionDenied,
                "Grant the account or the key read and write access to the place of the store."),
            StorageFailure.CredentialsRejected => ("StorageCredentialsRejected", ErrorCategory.AuthenticationError,
                "Check the key in -S3Credential, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or SCW_ACCESS_KEY and SCW_SECRET_KEY."),
            StorageFailure.ClockSkew => ("ClockSkew", ErrorCategory.InvalidOperation,
                "Set the clock of this machine, then run the command again."),
            StorageFailure.WrongRegion => ("StorageRegionMismatch", ErrorCategory.InvalidArgument,
                "Give the endpoint of the bucket's region in the address, and the region with -S3Region or AWS_REGION."),
            StorageFailure.Unreachable => ("StorageUnreachable", ErrorCategory.ConnectionError,
                "Check the endpoint in the address, the network and the proxy, then run the command again."),
            StorageFailure.Untrusted => ("StorageUntrusted", ErrorCategory.SecurityError,
                "Give the certificate of the server's authority with -S3CertificateAuthority or AWS_CA_BUNDLE."),
            StorageFailure.Busy => ("StorageBusy", ErrorCategory.ResourceBusy,
                "Wait, then run the command again."),
            StorageFailure.Archived => ("StorageArchived", ErrorCategory.ResourceUnavailable,
                "Restore the objects of the bucket to a standard class, then run the command again."),
            StorageFailure.NoSpace => ("StorageFull", ErrorCategory.LimitsExceeded,
                "Free some space or raise the quota, then run the command again; the store is as it was."),
            _ => ("StorageFailed", ErrorCategory.ReadError,
                "Check that the disk, share or service of the store works, then run the command again."),
        };
        return Errors.Create(exception, id, category, target, action);
    }
}
