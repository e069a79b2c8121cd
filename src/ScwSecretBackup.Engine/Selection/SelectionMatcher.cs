namespace ScwSecretBackup.Engine.Selection;

/// <summary>Applies a selection to one secret after the other, and remembers which of the things it names were never met. Not thread-safe.</summary>
public sealed class SelectionMatcher
{
    private readonly SecretSelection _selection;
    private readonly PatternSet _names;
    private readonly PatternSet _folders;
    private readonly PatternSet _include;
    private readonly PatternSet _exclude;
    private readonly HashSet<string> _missingIds;

    /// <summary>Compiles a selection.</summary>
    /// <exception cref="ArgumentException">A pattern is not valid.</exception>
    public SelectionMatcher(SecretSelection selection)
    {
        _selection = selection;
        _names = new PatternSet(selection.Names);
        _folders = new PatternSet(selection.Folders.Select(NormalizeFolder));
        _include = new PatternSet(selection.Include.Select(Root));
        _exclude = new PatternSet(selection.Exclude.Select(Root));
        _missingIds = [.. selection.SecretIds ?? Enumerable.Empty<string>()];
    }

    /// <summary>
    /// Names, folders, full names and ids without wildcards that nothing has matched so far. A pattern with wildcards that matches nothing is no
    /// miss, and neither is something to exclude.
    /// </summary>
    public IReadOnlyList<SelectionMiss> Misses =>
    [
        .. _folders.UnmatchedLiterals.Select(text => new SelectionMiss(SelectionMissKind.Folder, text)),
        .. _names.UnmatchedLiterals.Select(text => new SelectionMiss(SelectionMissKind.Name, text)),
        .. _include.UnmatchedLiterals.Select(text => new SelectionMiss(SelectionMissKind.FullName, text)),
        .. _missingIds.Order(StringComparer.Ordinal).Select(text => new SelectionMiss(SelectionMissKind.SecretId, text)),
    ];

    /// <summary>Whether a secret is selected. A type or tags that nobody knows, null, count as those asked for.</summary>
    public bool Matches(string folder, string name, string? type, IReadOnlyCollection<string>? tags, string id)
    {
        _missingIds.Remove(id);
        string fullName = $"{folder.TrimEnd('/')}/{name}";
        return (_selection.SecretIds?.Contains(id) ?? true)
            && MatchesFolder(folder)
            && _names.MatchesOrIsEmpty(name)
            && _include.MatchesOrIsEmpty(fullName)
            && !_exclude.Matches(fullName)
            && (tags is null || _selection.Tags.All(tags.Contains))
            && (type is null || _selection.Types.Count == 0 || _selection.Types.Contains(type, StringComparer.OrdinalIgnoreCase));
    }

    private bool MatchesFolder(string folder)
    {
        bool matches = _folders.MatchesOrIsEmpty(folder);
        if (_selection.Recurse)
        {
            for (string above = folder; above.Length > 1;)
            {
                above = above[..Math.Max(above.LastIndexOf('/'), 1)];
                matches |= _folders.Matches(above);
            }
        }

        return matches;
    }

    private static string NormalizeFolder(string folder)
    {
        string rooted = Root(folder);
        return rooted.Length > 1 && rooted[^1] == '/' ? rooted.TrimEnd('/') is { Length: > 0 } trimmed ? trimmed : "/" : rooted;
    }

    private static string Root(string pattern) => pattern is ['/' or '*' or '?' or '[', ..] ? pattern : "/" + pattern;
}
