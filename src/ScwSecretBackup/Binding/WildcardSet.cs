using System.Management.Automation;

namespace ScwSecretBackup.Binding;

/// <summary>Patterns of which one must match; none at all match everything. Remembers which ones did.</summary>
internal sealed class WildcardSet(IEnumerable<string> patterns)
{
    private readonly Entry[] _entries = [.. patterns.Select(pattern => new Entry(pattern))];

    /// <summary>Patterns without wildcards that matched nothing so far.</summary>
    public IEnumerable<string> UnmatchedLiterals =>
        _entries.Where(entry => !entry.HasMatched && !WildcardPattern.ContainsWildcardCharacters(entry.Text)).Select(entry => entry.Text);

    /// <summary>Whether any pattern matches.</summary>
    public bool Matches(string value)
    {
        bool matches = _entries.Length == 0;
        foreach (Entry entry in _entries)
        {
            matches |= entry.Matches(value);
        }

        return matches;
    }

    private sealed class Entry(string text)
    {
        private readonly WildcardPattern _pattern = new(text, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant);

        public string Text { get; } = text;

        public bool HasMatched { get; private set; }

        public bool Matches(string value)
        {
            bool matches = _pattern.IsMatch(value);
            HasMatched |= matches;
            return matches;
        }
    }
}
