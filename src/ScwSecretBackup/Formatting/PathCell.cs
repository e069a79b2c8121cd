using System.ComponentModel;
using System.Management.Automation.Host;

namespace ScwSecretBackup.Formatting;

/// <summary>Cells of folders, names and places, which are long and tell most at both ends: they lose their middle where they do not fit.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class PathCell
{
    /// <summary>Text that fits a column without a width.</summary>
    /// <param name="text">The text.</param>
    /// <param name="host">Whose terminal shows it.</param>
    /// <param name="taken">Columns of the terminal that the other columns of the view and the gaps take.</param>
    /// <param name="share">Columns of the view that share the rest.</param>
    public static string Fit(object? text, PSHost? host, int taken, int share)
    {
        var terminal = new Terminal(host);
        return Shorten(Recovered.Text(text), terminal.WidthOf(taken, share), terminal);
    }

    /// <summary>Folder and name in one path that fits a column without a width.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="name">The name.</param>
    /// <param name="host">Whose terminal shows it.</param>
    /// <param name="taken">Columns of the terminal that the other columns of the view and the gaps take.</param>
    /// <param name="share">Columns of the view that share the rest.</param>
    public static string FitSecret(object? folder, object? name, PSHost? host, int taken, int share) =>
        Fit(SecretPath.Join(Recovered.Text(folder), Recovered.Text(name)), host, taken, share);

    /// <summary>Text that fits a column without a width, and below it, where there is one, a note over as many lines as it takes.</summary>
    /// <param name="text">The text.</param>
    /// <param name="note">The note.</param>
    /// <param name="host">Whose terminal shows it.</param>
    /// <param name="taken">Columns of the terminal that the other columns of the view and the gaps take.</param>
    /// <param name="share">Columns of the view that share the rest.</param>
    public static string FitWithNote(object? text, object? note, PSHost? host, int taken, int share)
    {
        string lines = TextCell.Fit(note, host, taken + share * TextCell.Indent.Length, share);
        string path = Fit(text, host, taken, share);
        return lines.Length == 0 ? path : $"{path}\n{TextCell.Indent}{lines.Replace("\n", $"\n{TextCell.Indent}", StringComparison.Ordinal)}";
    }

    /// <summary>Whole characters from both ends, with an ellipsis for what is between them.</summary>
    private static string Shorten(string whole, int width, Terminal terminal)
    {
        if (terminal.Measure(whole) <= width)
        {
            return whole;
        }

        string last = terminal.End(whole, (width - 1) / 2);
        return $"{terminal.Start(whole, width - 1 - terminal.Measure(last))}…{last}";
    }
}
