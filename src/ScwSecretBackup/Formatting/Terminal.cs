using System.Globalization;
using System.Management.Automation.Host;

namespace ScwSecretBackup.Formatting;

/// <summary>
/// What shows a view: how wide its columns without a width are, and how many cells text takes in them. PowerShell gives such columns what the others leave of
/// the terminal, as long as the first column of the view has a width: otherwise all widths would follow the objects of the first moments.
/// </summary>
/// <param name="host">Whose terminal it is.</param>
internal sealed class Terminal(PSHost? host)
{
    private const int UsualWidth = 80;
    private const int MinWidth = 8;

    /// <summary>Width of a column without a width.</summary>
    /// <param name="taken">Columns of the terminal that the other columns of the view and the gaps take.</param>
    /// <param name="share">Columns of the view that share the rest.</param>
    public int WidthOf(int taken, int share) =>
        Math.Max(MinWidth, ((Ask(raw => raw.BufferSize.Width) is { } width and > 0 ? width : UsualWidth) - taken) / share);

    /// <summary>Cells that text takes: two for a wide character.</summary>
    public int Measure(string text) => text.Length == 0 ? 0 : Ask(raw => raw.LengthInBufferCells(text)) ?? text.Length;

    /// <summary>Whole characters from the start of text that take at most so many cells; at least one.</summary>
    public string Start(string text, int cells) => string.Concat(Characters(text).TakeWhile((character, index) => (cells -= Measure(character)) >= 0 || index == 0));

    /// <summary>Whole characters from the end of text that take at most so many cells.</summary>
    public string End(string text, int cells) => string.Concat(Characters(text).Reverse().TakeWhile(character => (cells -= Measure(character)) >= 0).Reverse());

    private static IEnumerable<string> Characters(string text)
    {
        TextElementEnumerator elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext())
        {
            yield return elements.GetTextElement();
        }
    }

    /// <summary>Hosts without a terminal have no answers, and some say so with an exception.</summary>
    private int? Ask(Func<PSHostRawUserInterface, int> question)
    {
        try
        {
            return host?.UI?.RawUI is { } raw ? question(raw) : null;
        }
        catch (Exception exception) when (exception is HostException or NotImplementedException or InvalidOperationException or IOException or PlatformNotSupportedException)
        {
            return null;
        }
    }
}
