namespace ScwSecretBackup.Kloset;

/// <summary>Bytes of a store are damaged, truncated, or not what the format allows.</summary>
public sealed class KlosetFormatException : KlosetException
{
    /// <summary>Creates the error; <paramref name="message"/> names what failed, where, and what to do next.</summary>
    public KlosetFormatException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the error with its cause.</summary>
    public KlosetFormatException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
