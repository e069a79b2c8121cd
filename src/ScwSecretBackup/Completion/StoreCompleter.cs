using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace ScwSecretBackup.Completion;

/// <summary>Completes what says where a store is: the name of a registered one and, where none begins like that, the path of a folder.</summary>
internal sealed class StoreCompleter : IArgumentCompleter
{
    private readonly RegisteredStoreCompleter _names = new();

    /// <inheritdoc />
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        CompletionResult[] names = [.. _names.CompleteArgument(commandName, parameterName, wordToComplete, commandAst, fakeBoundParameters)];

        // An empty list would keep PowerShell from offering paths; null does not.
        return names.Length > 0 ? names : null!;
    }
}
