namespace ScwSecretBackup.Kloset;

/// <summary>The store was written by a newer or unsupported version of the format.</summary>
public sealed class KlosetVersionException : KlosetException
{
    /// <summary>Creates the error; <paramref name="message"/> names what failed, where, and what to do next.</summary>
    public KlosetVersionException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the error with its cause.</summary>
    public KlosetVersionException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Whether a file of a known version names something unknown, which damage can do as well as a newer version.</summary>
    public bool MayBeDamage { get; init; }
}
