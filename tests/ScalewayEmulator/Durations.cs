using System.Globalization;

namespace ScalewayEmulator;

/// <summary>Durations in the API's spelling: seconds with an <c>s</c>.</summary>
internal static class Durations
{
    public static bool TryParse(string? text, out TimeSpan duration)
    {
        duration = default;
        if (text is null || !text.EndsWith('s') ||
            !decimal.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal seconds) ||
            seconds > 1_000_000_000)
        {
            return false;
        }

        duration = TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond));
        return true;
    }

    /// <summary>Without the zeros that some clients send: <c>1800.000000000s</c> comes back as <c>1800s</c>.</summary>
    public static string Normalize(TimeSpan duration)
    {
        decimal seconds = (decimal)duration.Ticks / TimeSpan.TicksPerSecond;
        return seconds == decimal.Truncate(seconds)
            ? string.Create(CultureInfo.InvariantCulture, $"{decimal.Truncate(seconds)}s")
            : string.Create(CultureInfo.InvariantCulture, $"{seconds:0.000######}s");
    }
}
