namespace ScwSecretBackup.Scaleway.Configuration;

/// <summary>Resolves settings as the official tools do: explicit option, then <c>SCW_*</c> variables, then the profile of the config file (SECRET-MANAGER §2.2).</summary>
public static class ScalewayConfiguration
{
    /// <summary>Resolves and validates.</summary>
    /// <param name="overrides">Explicit options.</param>
    /// <param name="environment">Looks up an environment variable; null when unset.</param>
    /// <exception cref="ScalewayConfigurationException">A setting is missing or malformed.</exception>
    public static ScalewaySettings Resolve(ScalewayOverrides overrides, Func<string, string?> environment) => throw new NotImplementedException();

    /// <summary>Names of the profiles in the config file, for completion; empty when there is no readable file.</summary>
    public static IReadOnlyList<string> ListProfiles(Func<string, string?> environment) => throw new NotImplementedException();
}
