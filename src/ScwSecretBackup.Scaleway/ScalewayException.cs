namespace ScwSecretBackup.Scaleway;

/// <summary>Base of every error of a call to Scaleway.</summary>
public abstract class ScalewayException : Exception
{
    /// <summary>Creates the error.</summary>
    protected ScalewayException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>
    /// Whether the call may have taken effect although it failed (a lost or broken answer to a request that is not safe to repeat). Look before writing again.
    /// </summary>
    public bool IsOutcomeUnclear { get; init; }

    /// <summary>Method and path of the request, without query and without any value.</summary>
    public string Request { get; init; } = "";
}
