using System.Globalization;
using System.Management.Automation;
using System.Text.RegularExpressions;

namespace ScwSecretBackup.Binding;

/// <summary>Ages as text, with plakar's units: <c>30d</c>, <c>2w 3d</c>, <c>12h</c>, <c>90min</c>. A month has 30 days, a year 365.</summary>
internal static class Age
{
    private static readonly Regex Whole = new(@"^\s*(?:(?<count>\d{1,9})\s*(?<unit>[A-Za-z]+)\s*)+$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <summary>Whether text is written as an age is, with numbers and words for units.</summary>
    public static bool IsWritten(string text) => Whole.IsMatch(text);

    /// <summary>Parses an age.</summary>
    /// <exception cref="ArgumentTransformationMetadataException">It is none.</exception>
    public static TimeSpan Parse(string text)
    {
        Match match = Whole.Match(text);
        if (!match.Success)
        {
            throw new ArgumentTransformationMetadataException($"'{text}' is no age: write a number and a unit, such as 30d, 12h or 2w 3d.");
        }

        double seconds = match.Groups["count"].Captures.Zip(match.Groups["unit"].Captures)
            .Sum(part => double.Parse(part.First.Value, CultureInfo.InvariantCulture) * UnitOf(part.Second.Value, text).TotalSeconds);
        return seconds < TimeSpan.MaxValue.TotalSeconds
            ? TimeSpan.FromSeconds(seconds)
            : throw new ArgumentTransformationMetadataException($"The age '{text}' is too long.");
    }

    private static TimeSpan UnitOf(string unit, string text) => unit.ToLowerInvariant() switch
    {
        "s" or "sec" or "second" or "seconds" => TimeSpan.FromSeconds(1),
        "mi" or "min" or "minute" or "minutes" => TimeSpan.FromMinutes(1),
        "h" or "hr" or "hour" or "hours" => TimeSpan.FromHours(1),
        "d" or "day" or "days" => TimeSpan.FromDays(1),
        "w" or "week" or "weeks" => TimeSpan.FromDays(7),
        "mo" or "month" or "months" => TimeSpan.FromDays(30),
        "y" or "year" or "years" => TimeSpan.FromDays(365),
        "m" => throw new ArgumentTransformationMetadataException($"The m in '{text}' could mean minutes or months: write min or mo."),
        _ => throw new ArgumentTransformationMetadataException($"'{unit}' in '{text}' is no unit of time: use s, min, h, d, w, mo or y."),
    };
}
