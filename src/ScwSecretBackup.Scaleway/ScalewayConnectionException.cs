namespace ScwSecretBackup.Scaleway;

/// <summary>The service could not be reached, did not answer in time, or its answer was cut or unreadable.</summary>
public sealed class ScalewayConnectionException : ScalewayException
{
    /// <summary>Creates the error with its cause.</summary>
    public ScalewayConnectionException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
