using ScwSecretBackup.Kloset.Caching;

namespace ScwSecretBackup.Infrastructure;

/// <summary>Where the caches of this user are: everything below may be deleted at any time.</summary>
internal static class UserCache
{
    /// <summary>Names another folder for the caches, an absolute path.</summary>
    public const string Variable = "SCWSECRETBACKUP_CACHE";

    /// <summary>The cache of states, or null where there is no place for one.</summary>
    /// <param name="onTrouble">Told why there is none, and later what goes wrong with it.</param>
    public static StateCache? ForStates(Action<string> onTrouble)
    {
        if (FindFolder() is not { } folder)
        {
            onTrouble($"This user has no folder for caches, so all of the store's index is read from the store. Set {Variable} to the absolute path of one.");
            return null;
        }

        return new StateCache(folder, onTrouble);
    }

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
        if (OperatingSystem.IsMacOS())
        {
            return Below(home, Path.Combine("Library", "Caches", "ScwSecretBackup"));
        }

        // The XDG specification says that a relative path is to be ignored.
        return Below(Environment.GetEnvironmentVariable("XDG_CACHE_HOME"), "scwsecretbackup") ?? Below(home, Path.Combine(".cache", "scwsecretbackup"));
    }

    private static string? Below(string? folder, string name) => Path.IsPathFullyQualified(folder ?? "") ? Path.Combine(folder!, name) : null;
}
