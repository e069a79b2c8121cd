using System.Management.Automation;

namespace ScwSecretBackup.Infrastructure;

/// <summary>Selects registrations by name, with wildcards.</summary>
internal static class RegisteredSelection
{
    /// <summary>Those that match, in the order of their names; an error for each name without wildcards that matches none.</summary>
    public static IReadOnlyList<T> Select<T>(EngineCommand command, string kind, string[]? names, IReadOnlyDictionary<string, T> apps)
    {
        if (names is null)
        {
            return [.. apps.Values];
        }

        foreach (string name in names.Where(name => !WildcardPattern.ContainsWildcardCharacters(name) && !apps.ContainsKey(name)))
        {
            command.WriteError(AppRegistry.NotRegistered(kind, name, apps.Keys));
        }

        WildcardPattern[] patterns = [.. names.Select(name => new WildcardPattern(name, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant))];
        return [.. apps.Where(app => Array.Exists(patterns, pattern => pattern.IsMatch(app.Key))).Select(app => app.Value)];
    }
}
