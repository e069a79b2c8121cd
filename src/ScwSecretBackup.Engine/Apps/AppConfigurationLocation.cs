namespace ScwSecretBackup.Engine.Apps;

/// <summary>Where the module keeps what a user registered.</summary>
public static class AppConfigurationLocation
{
    /// <summary>Variable that names another file.</summary>
    public const string Variable = "SCWSECRETBACKUP_CONFIG";

    private const string FileName = "config.json";

    /// <summary>
    /// The file: <c>SCWSECRETBACKUP_CONFIG</c>; else below <c>%APPDATA%</c> on Windows; else below <c>$XDG_CONFIG_HOME</c> or <c>~/.config</c>, on macOS too,
    /// where PowerShell itself keeps its configuration.
    /// </summary>
    /// <param name="environment">Looks up an environment variable; null when unset.</param>
    public static string Find(Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        if (environment(Variable) is { Length: > 0 } path)
        {
            return Path.IsPathFullyQualified(path) ? path : throw Unknown($"{Variable} is not an absolute path");
        }

        if (OperatingSystem.IsWindows())
        {
            return environment("APPDATA") is { Length: > 0 } data
                ? Path.Combine(data, "ScwSecretBackup", FileName)
                : throw Unknown("APPDATA is not set");
        }

        // The XDG specification says that a relative path is to be ignored.
        if (environment("XDG_CONFIG_HOME") is { Length: > 0 } folder && Path.IsPathFullyQualified(folder))
        {
            return Path.Combine(folder, "scwsecretbackup", FileName);
        }

        return environment("HOME") is { Length: > 0 } home
            ? Path.Combine(home, ".config", "scwsecretbackup", FileName)
            : throw Unknown("HOME is not set");
    }

    private static EngineException Unknown(string reason) => new(
        EngineErrorKind.ConfigurationInvalid,
        $"The place of the module's configuration file is not known: {reason}.",
        $"Give the absolute path of the file in {Variable}.");
}
