using System.Management.Automation;

namespace ScwSecretBackup.Completion;

/// <summary>Turns words into completion results.</summary>
internal static class Candidates
{
    /// <summary>More than anybody would look through; who has more types another letter.</summary>
    public const int MaxCount = 256;

    /// <summary>The words that begin with what was typed, quoted where the parser needs it.</summary>
    /// <param name="words">The words.</param>
    /// <param name="typed">What was typed so far.</param>
    /// <param name="arePatterns">Whether the parameter takes wildcards: then those in a word are escaped, and those that were typed are heeded.</param>
    public static CompletionResult[] Matching(IEnumerable<string> words, string? typed, bool arePatterns = false)
    {
        var word = TypedWord.Parse(typed);
        Func<string, bool> isMatch = Matcher(word.Text, arePatterns);
        return [.. words.Where(candidate => candidate.Length > 0 && isMatch(candidate)).Take(MaxCount).Select(candidate =>
            new CompletionResult(word.Write(arePatterns ? WildcardPattern.Escape(candidate) : candidate), candidate, CompletionResultType.ParameterValue, candidate))];
    }

    private static Func<string, bool> Matcher(string typed, bool arePatterns)
    {
        if (arePatterns && WildcardPattern.ContainsWildcardCharacters(typed))
        {
            return WildcardPattern.Get(typed + "*", WildcardOptions.IgnoreCase).IsMatch;
        }

        string beginning = arePatterns ? WildcardPattern.Unescape(typed) : typed;
        return candidate => candidate.StartsWith(beginning, StringComparison.OrdinalIgnoreCase);
    }
}
