namespace ScwSecretBackup.Kloset;

/// <summary>The storage failed, or does not hold what was asked for: no store at that place, a missing file, no permission, no space.</summary>
public sealed class KlosetStorageException : KlosetException
{
    /// <summary>Creates the error; <paramref name="message"/> names what failed, where, and what to do next.</summary>
    public KlosetStorageException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the error with its cause.</summary>
    public KlosetStorageException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Creates the error with its kind and cause.</summary>
    public KlosetStorageException(string message, StorageFailure failure, Exception? innerException = null)
        : base(message, innerException) => Failure = failure;

    /// <summary>Why the storage failed.</summary>
    public StorageFailure Failure { get; }
}
