using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using ScwSecretBackup.Engine;

namespace ScwSecretBackup.Completion;

/// <summary>Completes words that are known without network, without unlocking a store, and without an error: where nothing is known it offers nothing, and no names of files either.</summary>
internal abstract class WordCompleter : IArgumentCompleter
{
    private protected WordCompleter()
    {
    }

    /// <summary>Whether the parameter takes wildcards, so that those in a word have to be escaped.</summary>
    private protected virtual bool OffersPatterns => false;

    /// <inheritdoc />
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        try
        {
            return Candidates.Matching(List(parameterName ?? "", new TypedCommand(commandName ?? "", fakeBoundParameters ?? new Hashtable())), wordToComplete, OffersPatterns);
        }
        catch (Exception exception) when (IsExpected(exception))
        {
            // What is wrong with a configuration file or with a pattern the cmdlet itself will say.
            return [];
        }
    }

    /// <summary>Whether a completion that fails with this offers nothing: no error may reach the command line.</summary>
    internal static bool IsExpected(Exception exception) =>
        exception is EngineException or RuntimeException or IOException or UnauthorizedAccessException or InvalidOperationException or ArgumentException;

    /// <summary>The words for a parameter of the command, as they are.</summary>
    private protected abstract IEnumerable<string> List(string parameter, TypedCommand command);

    /// <summary>Each word once, in order.</summary>
    private protected static IEnumerable<string> Sorted(IEnumerable<string> words) => words.Distinct(StringComparer.Ordinal).Order(StringComparer.OrdinalIgnoreCase);
}
