using ScwSecretBackup.Scaleway.Http;

namespace ScwSecretBackup.Scaleway;

/// <summary>The service could not be reached, did not answer in time, or its answer was cut or unreadable.</summary>
public sealed class ScalewayConnectionException : ScalewayException
{
    /// <summary>Creates the error with its cause.</summary>
    public ScalewayConnectionException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The service's id of the request, for its support; empty when no answer came.</summary>
    public string RequestId { get; init; } = "";

    internal ConnectionFailure Failure { get; init; } = ConnectionFailure.Cut;
}
