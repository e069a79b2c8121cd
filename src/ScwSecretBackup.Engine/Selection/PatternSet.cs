namespace ScwSecretBackup.Engine.Selection;

/// <summary>Patterns of which one must match. Remembers which ones did.</summary>
internal sealed class PatternSet
{
    private readonly WildcardMatcher[] _patterns;
    private readonly bool[] _matched;

    /// <summary>Compiles the patterns.</summary>
    /// <exception cref="ArgumentException">One is not valid.</exception>
    public PatternSet(IEnumerable<string> patterns)
    {
        _patterns = [.. patterns.Select(pattern => new WildcardMatcher(pattern))];
        _matched = new bool[_patterns.Length];
    }

    /// <summary>Patterns without wildcards that matched nothing so far.</summary>
    public IEnumerable<string> UnmatchedLiterals => _patterns.Where((pattern, i) => pattern.IsLiteral && !_matched[i]).Select(pattern => pattern.Pattern);

    /// <summary>Whether any pattern matches, or there is none.</summary>
    public bool MatchesOrIsEmpty(string text) => _patterns.Length == 0 || Matches(text);

    /// <summary>Whether any pattern matches.</summary>
    public bool Matches(string text)
    {
        bool any = false;
        for (int i = 0; i < _patterns.Length; i++)
        {
            bool matches = _patterns[i].IsMatch(text);
            _matched[i] |= matches;
            any |= matches;
        }

        return any;
    }
}
