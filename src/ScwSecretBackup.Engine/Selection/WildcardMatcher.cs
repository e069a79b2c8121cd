namespace ScwSecretBackup.Engine.Selection;

/// <summary>
/// A pattern with PowerShell's wildcards, ignoring case: <c>*</c> any characters, <c>?</c> one character, <c>[a-z]</c> one of a set, and a backtick
/// before a character that means itself. <c>*</c> matches slashes too. The engine has its own because it knows no PowerShell.
/// </summary>
public sealed class WildcardMatcher
{
    private readonly WildcardElement[] _elements;

    /// <summary>Compiles a pattern.</summary>
    /// <exception cref="ArgumentException">A <c>[</c> has no <c>]</c>, or a range in it runs backwards.</exception>
    public WildcardMatcher(string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        Pattern = pattern;
        _elements = [.. WildcardParser.Parse(pattern)];
        IsLiteral = Array.TrueForAll(_elements, element => element.IsLiteral);
    }

    /// <summary>The pattern as it was given.</summary>
    public string Pattern { get; }

    /// <summary>Whether the pattern has no wildcard and so names one thing.</summary>
    public bool IsLiteral { get; }

    /// <summary>Whether a text matches from its beginning to its end.</summary>
    public bool IsMatch(string text)
    {
        ArgumentNullException.ThrowIfNull(text);

        // Only the last star needs a second try: what an earlier one could take, the last one can take as well.
        int element = 0;
        int position = 0;
        int star = -1;
        int starPosition = 0;
        while (position < text.Length)
        {
            if (element < _elements.Length && _elements[element].IsAnything)
            {
                star = element++;
                starPosition = position;
            }
            else if (element < _elements.Length && _elements[element].Matches(text[position]))
            {
                element++;
                position++;
            }
            else if (star >= 0)
            {
                element = star + 1;
                position = ++starPosition;
            }
            else
            {
                return false;
            }
        }

        while (element < _elements.Length && _elements[element].IsAnything)
        {
            element++;
        }

        return element == _elements.Length;
    }

    /// <inheritdoc />
    public override string ToString() => Pattern;
}
