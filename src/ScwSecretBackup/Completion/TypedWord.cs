using System.Management.Automation.Language;

namespace ScwSecretBackup.Completion;

/// <summary>The word before the cursor, as the user has typed it so far: perhaps with a quote that is not closed yet.</summary>
/// <param name="Text">What it means.</param>
/// <param name="Quote">The quote it began with, or null.</param>
internal readonly record struct TypedWord(string Text, char? Quote)
{
    /// <summary>Takes the quotes and the escapes off.</summary>
    public static TypedWord Parse(string? word)
    {
        if (string.IsNullOrEmpty(word))
        {
            return new TypedWord("", null);
        }

        char? quote = word[0] is '\'' or '"' ? word[0] : null;
        string text = quote is null ? word : word[1..];
        if (quote is { } open && text.EndsWith(open))
        {
            text = text[..^1];
        }

        return new TypedWord(quote == '\'' ? text.Replace("''", "'", StringComparison.Ordinal) : WithoutBackticks(text), quote);
    }

    /// <summary>A word as it has to be typed to be understood as it is: in the quotes the user began with, else in quotes where the parser needs them.</summary>
    public string Write(string word) => Quote switch
    {
        '"' => $"\"{string.Concat(word.Select(character => NeedsBacktick(character) ? $"`{character}" : $"{character}"))}\"",
        '\'' => InSingleQuotes(word),
        _ => IsBare(word) ? word : InSingleQuotes(word),
    };

    private static string InSingleQuotes(string word) => $"'{CodeGeneration.EscapeSingleQuotedStringContent(word)}'";

    /// <summary>PowerShell takes typographic quotes for quotes.</summary>
    private static bool NeedsBacktick(char character) => character is '`' or '$' or '"' or '\u201C' or '\u201D' or '\u201E';

    /// <summary>Whether the parser reads a word without quotes as nothing but itself.</summary>
    private static bool IsBare(string word) =>
        word.Length > 0 && word[0] != '-' && word.All(character => char.IsAsciiLetterOrDigit(character) || "_./:\\-+=~!%^?*[]".Contains(character, StringComparison.Ordinal));

    private static string WithoutBackticks(string text)
    {
        var plain = new System.Text.StringBuilder(text.Length);
        for (int index = 0; index < text.Length; index++)
        {
            if (text[index] == '`' && index + 1 < text.Length)
            {
                index++;
            }

            plain.Append(text[index]);
        }

        return plain.ToString();
    }
}
