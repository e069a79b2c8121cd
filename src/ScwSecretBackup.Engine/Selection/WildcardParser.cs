namespace ScwSecretBackup.Engine.Selection;

/// <summary>Reads wildcard patterns as PowerShell does, its treatment of odd ones included.</summary>
internal static class WildcardParser
{
    private const char Escape = '`';

    /// <summary>The elements of a pattern.</summary>
    /// <exception cref="ArgumentException">A <c>[</c> has no <c>]</c>, or a range in it runs backwards.</exception>
    public static IEnumerable<WildcardElement> Parse(string pattern)
    {
        var elements = new List<WildcardElement>();
        for (int i = 0; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case '*':
                    elements.Add(WildcardElement.Anything);
                    break;
                case '?':
                    elements.Add(WildcardElement.AnyCharacter);
                    break;
                case '[':
                    elements.Add(WildcardElement.OneOf(ParseSet(pattern, ref i)));
                    break;
                case Escape when pattern.Length == 1:
                    // A backtick alone is the empty pattern; at the end of a longer one it means itself.
                    break;
                case Escape when i + 1 < pattern.Length:
                    elements.Add(WildcardElement.Literal(pattern[++i]));
                    break;
                default:
                    elements.Add(WildcardElement.Literal(pattern[i]));
                    break;
            }
        }

        return elements;
    }

    /// <summary>Reads from <c>[</c> to its <c>]</c>, which is a member where it comes first; leaves the index at the end.</summary>
    private static List<(char First, char Last)> ParseSet(string pattern, ref int index)
    {
        var members = new List<(char Character, bool IsDash)>();
        int first = index + 1;
        for (index = first; index < pattern.Length && (pattern[index] != ']' || index == first); index++)
        {
            bool escaped = pattern[index] == Escape;
            if (escaped && ++index == pattern.Length)
            {
                break;
            }

            members.Add((pattern[index], pattern[index] == '-' && !escaped));
        }

        if (index >= pattern.Length)
        {
            throw Invalid(pattern, "a '[' has no ']'");
        }

        return ToRanges(members, pattern);
    }

    private static List<(char First, char Last)> ToRanges(List<(char Character, bool IsDash)> members, string pattern)
    {
        var ranges = new List<(char First, char Last)>();
        for (int i = 0; i < members.Count; i++)
        {
            (char First, char Last) range = (members[i].Character, members[i].Character);
            if (i + 2 < members.Count && members[i + 1].IsDash)
            {
                range.Last = members[i + 2].Character;
                i += 2;
            }

            ranges.Add(range.First <= range.Last ? range : throw Invalid(pattern, $"the range {range.First}-{range.Last} runs backwards"));
        }

        return ranges;
    }

    private static ArgumentException Invalid(string pattern, string problem) =>
        new($"The pattern '{pattern}' is not valid: {problem}. Put a backtick before a character that is meant literally.");
}
