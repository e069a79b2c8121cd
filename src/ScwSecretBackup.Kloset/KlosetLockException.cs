namespace ScwSecretBackup.Kloset;

/// <summary>Another process holds a lock on the store that excludes this operation (FORMAT §8.8).</summary>
public sealed class KlosetLockException : KlosetException
{
    /// <summary>Creates the error; <paramref name="message"/> names what failed, where, and what to do next.</summary>
    public KlosetLockException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the error with its cause.</summary>
    public KlosetLockException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
