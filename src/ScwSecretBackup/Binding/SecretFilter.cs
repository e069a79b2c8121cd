using System.Management.Automation;
using ScwSecretBackup.Infrastructure;

namespace ScwSecretBackup.Binding;

/// <summary>Selects secrets by folder and name, with wildcards, ignoring case.</summary>
internal sealed class SecretFilter(string[]? names, string[]? folders)
{
    private readonly WildcardSet _names = new(names ?? []);
    private readonly WildcardSet _folders = new((folders ?? []).Select(NormalizeFolder));

    /// <summary>Whether a secret is wanted.</summary>
    public bool Matches(string folder, string name) => _folders.Matches(folder) && _names.Matches(name);

    /// <summary>Writes an error for each name or folder without wildcards that nothing matched; a wildcard that matches nothing is no error.</summary>
    public void WriteMisses(Cmdlet cmdlet, string place)
    {
        foreach (string name in _names.UnmatchedLiterals)
        {
            cmdlet.WriteError(Miss($"There is no secret '{name}' in {place}.", name));
        }

        foreach (string folder in _folders.UnmatchedLiterals)
        {
            cmdlet.WriteError(Miss($"There is no secret in the folder '{folder}' of {place}.", folder));
        }
    }

    private static ErrorRecord Miss(string message, string target) => Errors.Create(
        message, "SecretNotFound", ErrorCategory.ObjectNotFound, target, "Check the spelling; the same command without -Name and -Folder lists all.");

    private static string NormalizeFolder(string folder)
    {
        string rooted = folder[0] is '/' or '*' or '?' or '[' ? folder : "/" + folder;
        return rooted.Length > 1 ? rooted.TrimEnd('/') : rooted;
    }
}
