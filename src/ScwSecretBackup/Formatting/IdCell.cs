using System.ComponentModel;
using System.Text.RegularExpressions;

namespace ScwSecretBackup.Formatting;

/// <summary>Cells of identifiers of 64 hex digits.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class IdCell
{
    private const int Digits = 8;

    /// <summary>The first digits of an identifier; empty for none.</summary>
    public static string Brief(object? id) => Recovered.Text(id) is { Length: > Digits } text ? text[..Digits] : Recovered.Text(id);

    /// <summary>Text in which identifiers are cut to their first digits.</summary>
    public static string BriefIn(object? text) => Identifier().Replace(Recovered.Text(text), match => $"{match.Value[..Digits]}…");

    [GeneratedRegex("[0-9a-f]{64}", RegexOptions.CultureInvariant)]
    private static partial Regex Identifier();
}
