using System.ComponentModel;
using System.Management.Automation.Host;
using System.Text;

namespace ScwSecretBackup.Formatting;

/// <summary>Cells of sentences, over as many lines as they take. PowerShell itself breaks words, except in the languages that it knows.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class TextCell
{
    /// <summary>Lines that fit a column without a width.</summary>
    /// <param name="text">The text.</param>
    /// <param name="host">Whose terminal shows it.</param>
    /// <param name="taken">Columns of the terminal that the other columns of the view and the gaps take.</param>
    /// <param name="share">Columns of the view that share the rest.</param>
    public static string Fit(object? text, PSHost? host, int taken, int share) => Wrap(text, Terminal.WidthOf(host, taken, share));

    /// <summary>Lines of at most so many characters; only words that are longer are broken.</summary>
    public static string Wrap(object? text, int width)
    {
        var lines = new StringBuilder();
        int used = 0;
        foreach (string word in Recovered.Text(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            bool fits = used + 1 + word.Length <= width;
            lines.Append(used == 0 ? "" : fits ? " " : "\n").Append(word);
            used = used > 0 && fits ? used + 1 + word.Length : word.Length;
        }

        return lines.ToString();
    }
}
