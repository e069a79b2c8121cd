using System.Globalization;
using System.Management.Automation;

namespace ScwSecretBackup.Binding;

/// <summary>
/// Lets a point in time be a date, a time span before now, or text: an ISO date and time, which is UTC unless it says otherwise, or an age such as <c>30d</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class PointInTimeTransformationAttribute : ArgumentTransformationAttribute
{
    private const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    private static readonly string[] Formats =
        [
            "yyyy-MM-dd", "yyyy/MM/dd", "yyyy-MM-dd HH:mmK", "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",

            // What PowerShell makes of dates in CSV files and in text.
            "MM/dd/yyyy HH:mm:ss zzz",
        ];

    private const string Expected = "a date such as 2026-11-24 or 2026-11-24T18:00:00Z, which is UTC unless it says otherwise, or an age such as 30d, 12h or '2w 3d'";

    /// <inheritdoc />
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object value = PSObjectValue.Unwrap(inputData);
        return value switch
        {
            DateTimeOffset moment => moment,
            DateTime moment => new DateTimeOffset(moment),
            TimeSpan age => Ago(age),
            string text when DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, Utc, out DateTimeOffset moment) => moment,
            string text => Ago(ParseAge(text)),
            _ => throw new ArgumentTransformationMetadataException($"'{value}' is no point in time: give {Expected}, or an object of type DateTime, DateTimeOffset or TimeSpan."),
        };
    }

    /// <summary>Text that has no form of a date may be an age; what is wrong with one that begins like an age is said of it as such.</summary>
    private static TimeSpan ParseAge(string text) => Age.IsWritten(text)
        ? Age.Parse(text)
        : throw new ArgumentTransformationMetadataException($"'{text}' is no point in time: give {Expected}.");

    private static DateTimeOffset Ago(TimeSpan age)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        return age >= TimeSpan.Zero && age < now - DateTimeOffset.MinValue
            ? now - age
            : throw new ArgumentTransformationMetadataException($"The age {age} is negative, or older than time.");
    }
}
