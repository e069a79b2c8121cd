namespace ScwSecretBackup.Kloset;

/// <summary>The passphrase is wrong or missing, or a key does not fit the data.</summary>
public sealed class KlosetKeyException : KlosetException
{
    /// <summary>Creates the error; <paramref name="message"/> names what failed, where, and what to do next.</summary>
    public KlosetKeyException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the error with its cause.</summary>
    public KlosetKeyException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
