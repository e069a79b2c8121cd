using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace ScwSecretBackup.Completion;

/// <summary>Completes the regions that have a Secret Manager; others are accepted too.</summary>
internal sealed class RegionCompleter : IArgumentCompleter
{
    private static readonly string[] Regions = ["fr-par", "nl-ams", "pl-waw"];

    /// <inheritdoc />
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Candidates.Matching(Regions, wordToComplete);
}
