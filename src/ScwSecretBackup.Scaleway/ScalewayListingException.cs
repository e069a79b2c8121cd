namespace ScwSecretBackup.Scaleway;

/// <summary>A listing stayed incomplete or contradictory although it was repeated; it proves nothing about what exists (SECRET-MANAGER §6).</summary>
public sealed class ScalewayListingException : ScalewayException
{
    /// <summary>Creates the error.</summary>
    public ScalewayListingException(string message)
        : base(message, null)
    {
    }

    /// <summary>Distinct items of the last try.</summary>
    public int Found { get; init; }

    /// <summary>The <c>total_count</c> that the service stated last.</summary>
    public int Stated { get; init; }
}
