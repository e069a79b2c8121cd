using System.Globalization;
using System.Text.RegularExpressions;
using ScalewayEmulator.Http;

namespace ScalewayEmulator.Rules;

/// <summary>Durations such as <c>1800s</c>: seconds with up to nine decimals, written back with none, three or six (SECRET-MANAGER §2).</summary>
internal static partial class Lifetime
{
    private static readonly TimeSpan Minimum = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Maximum = TimeSpan.FromDays(366);

    public static TimeSpan Parse(string text, string argument)
    {
        if (!Duration().IsMatch(text)
            || !decimal.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal seconds)
            || seconds > (decimal)Maximum.TotalSeconds)
        {
            throw ApiErrors.InvalidArgument(argument, "value must be a duration of 1 second to 1 year");
        }

        var duration = TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond));
        return duration >= Minimum ? duration : throw ApiErrors.InvalidArgument(argument, "value must be a duration of 1 second to 1 year");
    }

    public static string Format(TimeSpan duration)
    {
        long seconds = duration.Ticks / TimeSpan.TicksPerSecond;
        long microseconds = duration.Ticks % TimeSpan.TicksPerSecond / TimeSpan.TicksPerMicrosecond;
        return microseconds switch
        {
            0 => string.Create(CultureInfo.InvariantCulture, $"{seconds}s"),
            _ when microseconds % 1000 == 0 => string.Create(CultureInfo.InvariantCulture, $"{seconds}.{microseconds / 1000:D3}s"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{seconds}.{microseconds:D6}s"),
        };
    }

    [GeneratedRegex(@"\A[0-9]{1,12}(?:\.[0-9]{1,9})?s\z", RegexOptions.CultureInvariant)]
    private static partial Regex Duration();
}
