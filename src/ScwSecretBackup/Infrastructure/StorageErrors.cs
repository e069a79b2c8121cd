using System.Management.Automation;
using ScwSecretBackup.Catalogue;
using ScwSecretBackup.Kloset;

namespace ScwSecretBackup.Infrastructure;

/// <summary>Error records for what a folder or an S3 service refuses; the message of the exception says why.</summary>
internal static class StorageErrors
{
    /// <summary>The record for a failure of a storage.</summary>
    public static ErrorRecord ToRecord(KlosetStorageException exception, string target) => Errors.Create(exception, FindEntry(exception.Failure), target);

    private static ErrorEntry FindEntry(StorageFailure failure) => failure switch
    {
        StorageFailure.NoStore => ErrorCatalogue.StoreNotFound,
        StorageFailure.AlreadyExists => ErrorCatalogue.StoreExists,
        StorageFailure.AccessDenied => ErrorCatalogue.AccessDenied,
        StorageFailure.CredentialsRejected => ErrorCatalogue.StorageCredentialsRejected,
        StorageFailure.ClockSkew => ErrorCatalogue.ClockSkew,
        StorageFailure.WrongRegion => ErrorCatalogue.StorageRegionMismatch,
        StorageFailure.Unreachable => ErrorCatalogue.StorageUnreachable,
        StorageFailure.Untrusted => ErrorCatalogue.StorageUntrusted,
        StorageFailure.Busy => ErrorCatalogue.StorageBusy,
        StorageFailure.Archived => ErrorCatalogue.StorageArchived,
        StorageFailure.NoSpace => ErrorCatalogue.StorageFull,
        _ => ErrorCatalogue.StorageFailed,
    };
}
