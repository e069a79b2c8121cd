namespace ScwSecretBackup.Kloset;

/// <summary>Why a storage failed, as far as a caller may want to act on it.</summary>
public enum StorageFailure
{
    /// <summary>Something else; the message says what.</summary>
    Other,

    /// <summary>The file, the folder or the bucket is not there.</summary>
    NotFound,

    /// <summary>There is no store at the place.</summary>
    NoStore,

    /// <summary>No permission, or a storage that can only be read.</summary>
    AccessDenied,

    /// <summary>The disk or the quota is full.</summary>
    NoSpace,

    /// <summary>The place of a new store already holds something.</summary>
    AlreadyExists,

    /// <summary>The service does not accept the key.</summary>
    CredentialsRejected,

    /// <summary>The clock of this machine is too wrong to sign requests.</summary>
    ClockSkew,

    /// <summary>The bucket is in another region.</summary>
    WrongRegion,

    /// <summary>No answer, or no useful one.</summary>
    Unreachable,

    /// <summary>The server's certificate is not trusted, or it speaks no TLS.</summary>
    Untrusted,

    /// <summary>The service asks for fewer requests.</summary>
    Busy,

    /// <summary>The object is in an archive from which it can't be read at once.</summary>
    Archived,
}
