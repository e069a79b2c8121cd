namespace ScwSecretBackup.Scaleway.Configuration;

/// <summary>A setting is missing or malformed; the message names the setting, where it came from, and what is expected.</summary>
public sealed class ScalewayConfigurationException : Exception
{
    /// <summary>Creates the error.</summary>
    /// <param name="setting">Setting, such as <c>ProjectId</c>.</param>
    /// <param name="message">Message without any secret.</param>
    public ScalewayConfigurationException(string setting, string message)
        : base(message)
    {
        Setting = setting;
    }

    /// <summary>The setting at fault.</summary>
    public string Setting { get; }
}
