namespace ScwSecretBackup.Kloset;

/// <summary>Base of every error that a store raises.</summary>
public class KlosetException : Exception
{
    /// <summary>Creates the error; <paramref name="message"/> names what failed, where, and what to do next.</summary>
    public KlosetException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the error with its cause.</summary>
    public KlosetException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
