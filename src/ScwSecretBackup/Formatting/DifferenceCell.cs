using System.ComponentModel;
using System.Management.Automation.Host;

namespace ScwSecretBackup.Formatting;

/// <summary>Cells of what differs between two sides.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class DifferenceCell
{
    private const string Nothing = "(none)";

    /// <summary>A secret and, below it, what each side says, where they say anything: <c>snapshot: disabled → live: enabled</c>.</summary>
    /// <param name="secret">Folder and name.</param>
    /// <param name="before">What the first side says.</param>
    /// <param name="after">What the second side says.</param>
    /// <param name="beforeName">What the first side is called.</param>
    /// <param name="afterName">What the second side is called.</param>
    /// <param name="host">Whose terminal shows it.</param>
    /// <param name="taken">Columns of the terminal that the other columns of the view and the gaps take.</param>
    public static string Secret(object? secret, object? before, object? after, string beforeName, string afterName, PSHost? host, int taken)
    {
        (string one, string other) = (Recovered.Text(before), Recovered.Text(after));
        string note = one.Length + other.Length == 0 ? "" : $"{beforeName}: {OrNothing(one)} → {afterName}: {OrNothing(other)}";
        return PathCell.FitWithNote(secret, note, host, taken, share: 1);
    }

    private static string OrNothing(string text) => text.Length > 0 ? text : Nothing;
}
