using System.Management.Automation;

namespace ScwSecretBackup.Completion;

/// <summary>Completes the names of secrets that a command met before in a snapshot of the open store, of the folders on the command line if there are any.</summary>
internal class SecretNameCompleter : WordCompleter
{
    private const string FolderParameter = "Folder";

    private protected override bool OffersPatterns => true;

    private protected override IEnumerable<string> List(string parameter, TypedCommand command)
    {
        WildcardPattern[] folders = [.. command.TextsOf(FolderParameter).Select(folder => WildcardPattern.Get(folder, WildcardOptions.IgnoreCase))];
        return Sorted(command.Secrets
            .Where(secret => folders.Length == 0 || Array.Exists(folders, folder => folder.IsMatch(secret.Folder)))
            .Select(secret => secret.Name));
    }
}
