using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace ScwSecretBackup.Completion;

/// <summary>
/// Completes the names of secrets that a command met before in a snapshot of the open store, of the folders on the command line if there are any; else
/// nothing, and no names of files either.
/// </summary>
internal sealed class SecretNameCompleter : IArgumentCompleter
{
    private const string FolderParameter = "Folder";

    /// <inheritdoc />
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        WildcardPattern[] folders = LanguagePrimitives.TryConvertTo(fakeBoundParameters[FolderParameter], out string[] given) && given is not null
            ? [.. given.Select(folder => WildcardPattern.Get(folder, WildcardOptions.IgnoreCase))]
            : [];
        IEnumerable<string> names = OpenStore.FindSecrets(fakeBoundParameters)
            .Where(secret => folders.Length == 0 || Array.Exists(folders, folder => folder.IsMatch(secret.Folder)))
            .Select(secret => secret.Name).Distinct().Order(StringComparer.OrdinalIgnoreCase);
        return [.. Candidates.Matching(names, wordToComplete ?? "")];
    }
}
