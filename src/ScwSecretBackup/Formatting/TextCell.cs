using System.ComponentModel;
using System.Management.Automation.Host;
using System.Text;

namespace ScwSecretBackup.Formatting;

/// <summary>Cells of sentences, over as many lines as they take. PowerShell itself breaks words, except in the languages that it knows.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class TextCell
{
    /// <summary>What a note below a path starts its lines with.</summary>
    internal const string Indent = "  ";

    /// <summary>Lines that fit a column without a width.</summary>
    /// <param name="text">The text.</param>
    /// <param name="host">Whose terminal shows it.</param>
    /// <param name="taken">Columns of the terminal that the other columns of the view and the gaps take.</param>
    /// <param name="share">Columns of the view that share the rest.</param>
    public static string Fit(object? text, PSHost? host, int taken, int share)
    {
        var terminal = new Terminal(host);
        return Wrap(text, terminal.WidthOf(taken, share), terminal);
    }

    /// <summary>Lines of at most so many characters; only words that are longer are broken.</summary>
    public static string Wrap(object? text, int width) => Wrap(text, width, new Terminal(null));

    private static string Wrap(object? text, int width, Terminal terminal)
    {
        var lines = new StringBuilder();
        int used = 0;
        foreach (string word in Recovered.Text(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).SelectMany(word => Break(word, width, terminal)))
        {
            int length = terminal.Measure(word);
            bool fits = used + 1 + length <= width;
            lines.Append(used == 0 ? "" : fits ? " " : "\n").Append(word);
            used = used > 0 && fits ? used + 1 + length : length;
        }

        return lines.ToString();
    }

    /// <summary>The word, or what of it fits a line each.</summary>
    private static IEnumerable<string> Break(string word, int width, Terminal terminal)
    {
        while (terminal.Measure(word) > width)
        {
            string line = terminal.Start(word, width);
            yield return line;
            word = word[line.Length..];
        }

        yield return word;
    }
}
