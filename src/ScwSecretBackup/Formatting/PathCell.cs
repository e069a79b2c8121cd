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
    public static string Fit(object? text, PSHost? host, int taken, int share) => Shorten(text, Terminal.WidthOf(host, taken, share));

    /// <summary>Text of at most so many characters.</summary>
    public static string Shorten(object? text, int width)
    {
        string whole = Recovered.Text(text);
        if (whole.Length <= width)
        {
            return whole;
        }

        int end = (width - 1) / 2;
        return $"{whole[..(width - 1 - end)]}…{whole[^end..]}";
    }
}
