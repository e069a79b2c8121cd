namespace ScwSecretBackup.Infrastructure;

/// <summary>A store can't be opened for a check because its CONFIG is damaged or missing, and not for another reason. Never leaves the module.</summary>
internal sealed class DamagedConfigurationException(string location, Exception cause) : Exception(cause.Message, cause)
{
    /// <summary>Where the store is.</summary>
    public string Location { get; } = location;
}
