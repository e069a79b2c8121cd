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
        ["yyyy-MM-dd", "yyyy/MM/dd", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    /// <inheritdoc />
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return value switch
        {
            DateTimeOffset moment => moment,
            DateTime moment => new DateTimeOffset(moment),
            TimeSpan age => Ago(age),
            string text when DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, Utc, out DateTimeOffset moment) => moment,
            string text => Ago(Age.Parse(text)),
            _ => throw new ArgumentTransformationMetadataException($"A point in time is a date, a time span before now, or text such as 2026-11-24, 2026-11-24T18:00:00Z or 30d; not {value}."),
        };
    }

    private static DateTimeOffset Ago(TimeSpan age)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        return age >= TimeSpan.Zero && age < now - DateTimeOffset.MinValue
            ? now - age
            : throw new ArgumentTransformationMetadataException($"The age {age} is negative, or older than time.");
    }
}
