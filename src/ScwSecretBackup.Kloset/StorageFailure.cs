namespace ScwSecretBackup.Kloset;

/// <summary>Why a storage failed, as far as a caller may want to act on it.</summary>
public enum StorageFailure
{
    /// <summary>Something else; the message says what.</summary>
    Other,

    /// <summary>The file or the store is not there.</summary>
    NotFound,

    /// <summary>No permission, or a storage that can only be read.</summary>
    AccessDenied,

    /// <summary>The disk or the quota is full.</summary>
    NoSpace,

    /// <summary>The place of a new store already holds something.</summary>
    AlreadyExists,
}
