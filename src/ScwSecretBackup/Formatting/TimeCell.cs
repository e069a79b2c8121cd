using System.ComponentModel;
using System.Globalization;

namespace ScwSecretBackup.Formatting;

/// <summary>Cells of points in time, ages and lengths of time.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class TimeCell
{
    private const int DaysPerYear = 365;

    /// <summary>Local date and time to the minute; empty for null.</summary>
    public static string Moment(object? time) =>
        Recovered.Moment(time) is { } moment ? moment.LocalDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : "";

    /// <summary>How long ago, in one unit and rounded down: <c>5 min</c>, <c>3 h</c>, <c>5 d</c>, <c>2 y</c>; empty for null.</summary>
    public static string Age(object? time)
    {
        if (Recovered.Moment(time) is not { } moment)
        {
            return "";
        }

        TimeSpan age = TimeProvider.System.GetUtcNow() - moment;
        return age switch
        {
            { TotalMinutes: < 1 } => "now",
            { TotalHours: < 1 } => $"{age.Minutes} min",
            { TotalDays: < 1 } => $"{age.Hours} h",
            { TotalDays: < 2 * DaysPerYear } => $"{age.Days} d",
            _ => $"{age.Days / DaysPerYear} y",
        };
    }

    /// <summary>Seconds with one decimal, or minutes and seconds, or hours and minutes; empty for null.</summary>
    public static string Duration(object? duration) => Recovered.Length(duration) switch
    {
        null => "",
        { TotalMinutes: < 1 } length => string.Create(CultureInfo.CurrentCulture, $"{length.TotalSeconds:0.0} s"),
        { TotalHours: < 1 } length => string.Create(CultureInfo.InvariantCulture, $"{length.Minutes} m {length.Seconds:00} s"),
        { } length => string.Create(CultureInfo.InvariantCulture, $"{(int)length.TotalHours} h {length.Minutes:00} m"),
    };
}
