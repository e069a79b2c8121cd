namespace ScwSecretBackup.Engine.Selection;

/// <summary>One element of a compiled wildcard pattern.</summary>
internal sealed class WildcardElement
{
    private readonly (char First, char Last)[]? _ranges;

    private WildcardElement((char First, char Last)[]? ranges, bool isAnything = false, bool isLiteral = false)
    {
        _ranges = ranges;
        IsAnything = isAnything;
        IsLiteral = isLiteral;
    }

    /// <summary>Any number of characters.</summary>
    public static WildcardElement Anything { get; } = new(ranges: null, isAnything: true);

    /// <summary>One character, whichever.</summary>
    public static WildcardElement AnyCharacter { get; } = new(ranges: null);

    /// <summary>Whether it takes any number of characters.</summary>
    public bool IsAnything { get; }

    /// <summary>Whether it stands for one character alone.</summary>
    public bool IsLiteral { get; }

    /// <summary>A character that means itself.</summary>
    public static WildcardElement Literal(char character) => new([(character, character)], isLiteral: true);

    /// <summary>One character out of ranges.</summary>
    public static WildcardElement OneOf(IEnumerable<(char First, char Last)> ranges) => new([.. ranges]);

    /// <summary>Whether it takes this character, upper or lower case.</summary>
    public bool Matches(char character) =>
        _ranges is null || Contains(character) || Contains(char.ToLowerInvariant(character)) || Contains(char.ToUpperInvariant(character));

    private bool Contains(char character) => Array.Exists(_ranges!, range => character >= range.First && character <= range.Last);
}
