using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using ScwSecretBackup.Engine.Selection;

namespace ScwSecretBackup.Completion;

/// <summary>Completes the words that select versions; revisions are accepted too.</summary>
internal sealed class VersionCompleter : IArgumentCompleter
{
    private static readonly string[] Words = [$"{VersionSelection.All}", $"{VersionSelection.Latest}", $"{VersionSelection.LatestEnabled}"];

    /// <inheritdoc />
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Candidates.Matching(Words, wordToComplete);
}
