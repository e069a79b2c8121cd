using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace ScwSecretBackup.Completion;

/// <summary>Completes the types of secrets known today; the service may add some.</summary>
internal sealed class SecretTypeCompleter : IArgumentCompleter
{
    private static readonly string[] Types = ["opaque", "certificate", "key_value", "basic_credentials", "database_credentials", "ssh_key"];

    /// <inheritdoc />
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Candidates.Matching(Types, wordToComplete);
}
