namespace ScwSecretBackup.Infrastructure;

/// <summary>Where this user's commands remember what they began: ids, folders and names, no values. It outlives the session.</summary>
internal static class UserState
{
    /// <summary>Names another folder, an absolute path.</summary>
    private const string Variable = "SCWSECRETBACKUP_STATE";

    /// <summary>A folder for one kind of memory, which need not exist; null where there is no place for it.</summary>
    public static string? FindFolder(string kind) => FindFolder() is { } folder ? Path.Combine(folder, kind) : null;

    private static string? FindFolder()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given)
        {
            return Path.IsPathFullyQualified(given) ? given : null;
        }

        if (OperatingSystem.IsWindows())
        {
            return Below(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "ScwSecretBackup");
        }

        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return Below(Environment.GetEnvironmentVariable("XDG_STATE_HOME"), "scwsecretbackup") ?? Below(home, Path.Combine(".local", "state", "scwsecretbackup"));
    }

    private static string? Below(string? folder, string name) => Path.IsPathFullyQualified(folder ?? "") ? Path.Combine(folder!, name) : null;
}
