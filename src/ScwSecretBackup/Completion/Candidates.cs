using System.Buffers;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace ScwSecretBackup.Completion;

/// <summary>Turns words into completion results.</summary>
internal static class Candidates
{
    private static readonly SearchValues<char> NeedQuotes = SearchValues.Create(" '\"`$;,(){}@#&|<>");

    /// <summary>The words that begin with what was typed, quoted where the parser needs it.</summary>
    public static IEnumerable<CompletionResult> Matching(IEnumerable<string> words, string typed)
    {
        string prefix = typed.Trim('\'', '"');
        return words
            .Where(word => word.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            .Select(word => new CompletionResult(Quote(word), word, CompletionResultType.ParameterValue, word));
    }

    private static string Quote(string word) =>
        word.Length == 0 || word.AsSpan().ContainsAny(NeedQuotes) ? $"'{CodeGeneration.EscapeSingleQuotedStringContent(word)}'" : word;
}
