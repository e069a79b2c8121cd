using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace ScwSecretBackup.Completion;

/// <summary>Completes the folders of secrets that a command met before in a snapshot of the open store; else nothing, and no names of files either.</summary>
internal sealed class SecretFolderCompleter : IArgumentCompleter
{
    /// <inheritdoc />
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        IEnumerable<string> folders = OpenStore.FindSecrets(fakeBoundParameters).Select(secret => secret.Folder).Distinct().Order(StringComparer.OrdinalIgnoreCase);
        return [.. Candidates.Matching(folders, wordToComplete ?? "")];
    }
}
