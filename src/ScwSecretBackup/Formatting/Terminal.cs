using System.Management.Automation.Host;

namespace ScwSecretBackup.Formatting;

/// <summary>
/// How wide columns without a width are. PowerShell gives them what the others leave of the terminal, as long as the first column of the view has a width:
/// otherwise all widths would follow the objects of the first moments.
/// </summary>
internal static class Terminal
{
    private const int UsualWidth = 80;
    private const int MinWidth = 8;

    /// <summary>Width of such a column.</summary>
    /// <param name="host">Whose terminal it is.</param>
    /// <param name="taken">Columns of the terminal that the other columns of the view and the gaps take.</param>
    /// <param name="share">Columns of the view that share the rest.</param>
    public static int WidthOf(PSHost? host, int taken, int share) => Math.Max(MinWidth, (WidthOf(host) - taken) / share);

    /// <summary>Hosts without a terminal have no width, and some say so with an exception.</summary>
    private static int WidthOf(PSHost? host)
    {
        try
        {
            return host?.UI?.RawUI?.BufferSize.Width is { } width and > 0 ? width : UsualWidth;
        }
        catch (Exception exception) when (exception is HostException or NotImplementedException or InvalidOperationException or IOException or PlatformNotSupportedException)
        {
            return UsualWidth;
        }
    }
}
