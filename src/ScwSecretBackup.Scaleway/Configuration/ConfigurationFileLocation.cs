namespace ScwSecretBackup.Scaleway.Configuration;

/// <summary>Where the official tools look for their configuration file (SECRET-MANAGER §2.2).</summary>
internal static class ConfigurationFileLocation
{
    /// <summary>Path of an existing file, or null.</summary>
    public static string? Find(Func<string, string?> environment) => Candidates(environment).FirstOrDefault(File.Exists);

    /// <summary>The place that was looked at first, for messages.</summary>
    public static string Describe(Func<string, string?> environment) =>
        Candidates(environment).FirstOrDefault() ?? "SCW_CONFIG_PATH (no home directory is known)";

    private static IEnumerable<string> Candidates(Func<string, string?> environment)
    {
        if (environment("SCW_CONFIG_PATH") is { Length: > 0 } explicitPath)
        {
            return [explicitPath];
        }

        if (FindConfigurationDirectory(environment) is not { } directory)
        {
            return [];
        }

        return [Path.Combine(directory, "scw", "config.yaml"), Path.Combine(directory, "scw", "config.yml")];
    }

    private static string? FindConfigurationDirectory(Func<string, string?> environment)
    {
        if (environment("XDG_CONFIG_HOME") is { Length: > 0 } directory)
        {
            return directory;
        }

        var home = environment(OperatingSystem.IsWindows() ? "USERPROFILE" : "HOME");
        return string.IsNullOrEmpty(home) ? null : Path.Combine(home, ".config");
    }
}
