using System.ComponentModel;
using System.Globalization;
using System.Management.Automation;

namespace ScwSecretBackup.Formatting;

/// <summary>
/// Cells that the views of ScwSecretBackup.Format.ps1xml compute. Views are for people, so they follow the current culture; and they are for copies that came
/// out of a file, a job or a remote session too, so cells take what such copies hold.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Cell
{
    private const string ScheduledForDeletion = "scheduled_for_deletion";

    /// <summary>From here on a number with one decimal has four digits before the point, and the next unit is shorter.</summary>
    private const double TooWide = 999.95;

    private static readonly string[] Units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];

    /// <summary>A size in bytes, with a binary unit and at most three digits before the point; empty for null.</summary>
    public static string Size(object? bytes)
    {
        if (Recovered.Number(bytes) is not { } size)
        {
            return "";
        }

        double scaled = size;
        int unit = 0;
        while (scaled >= TooWide && unit < Units.Length - 1)
        {
            scaled /= 1024;
            unit++;
        }

        return unit == 0 ? $"{size} B" : string.Create(CultureInfo.CurrentCulture, $"{scaled:0.0} {Units[unit]}");
    }

    /// <summary>Number of secrets of a snapshot or a backup, with a star when it is of a part of the project only.</summary>
    public static string Secrets(PSObject snapshot) =>
        $"{Recovered.Property(snapshot, nameof(ScwSnapshot.SecretCount))}{(Recovered.IsSet(snapshot, nameof(ScwSnapshot.IsPartial)) ? "*" : "")}";

    /// <summary>Status of a version; <c>deleting</c> where its deletion is scheduled.</summary>
    public static string Status(object? status) => Recovered.Text(status) is var text && text == ScheduledForDeletion ? "deleting" : text;

    /// <summary>How many; empty for none.</summary>
    public static string Count(object? items) => Recovered.Elements(items).Count() is var count and > 0 ? count.ToString(CultureInfo.CurrentCulture) : "";

    /// <summary>Words in one cell.</summary>
    public static string Words(object? words) => string.Join(", ", Recovered.Elements(words));
}
