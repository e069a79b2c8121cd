using System.Collections;
using System.Globalization;
using System.Management.Automation;
using ScwSecretBackup.Binding;

namespace ScwSecretBackup.Formatting;

/// <summary>
/// What a property held before it went through Export-Clixml, a job or a remote session: there a date and time turns into an object of parts or into text.
/// What is still as it was is returned as it is.
/// </summary>
internal static class Recovered
{
    private const string UtcDateTime = "UtcDateTime";

    /// <summary>A point in time; null for none.</summary>
    public static DateTimeOffset? Moment(object? value) => PSObjectValue.Unwrap(value) switch
    {
        DateTimeOffset moment => moment,
        DateTime moment => new DateTimeOffset(moment),
        string text => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset moment) ? moment : null,
        _ => value is PSObject parts && Property(parts, UtcDateTime) is DateTime moment ? new DateTimeOffset(moment) : null,
    };

    /// <summary>A length of time; null for none.</summary>
    public static TimeSpan? Length(object? value) => PSObjectValue.Unwrap(value) switch
    {
        TimeSpan length => length,
        string text when TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan length) => length,
        _ => null,
    };

    /// <summary>A number; null for none.</summary>
    public static long? Number(object? value) => PSObjectValue.Unwrap(value) switch
    {
        int number => number,
        long number => number,
        _ => null,
    };

    /// <summary>Text; empty for none.</summary>
    public static string Text(object? value) => value is null ? "" : Convert.ToString(PSObjectValue.Unwrap(value), CultureInfo.CurrentCulture) ?? "";

    /// <summary>The elements of a list; none for null.</summary>
    public static IEnumerable<object?> Elements(object? value) => PSObjectValue.Unwrap(value) switch
    {
        null => [],
        string text => [text],
        IEnumerable elements => elements.Cast<object?>().Select(PSObjectValue.Unwrap),
        var single => [single],
    };

    /// <summary>A property of an object, or null.</summary>
    public static object? Property(PSObject parts, string name) => PSObjectValue.Unwrap(parts.Properties[name]?.Value);

    /// <summary>A property that is true or false.</summary>
    public static bool IsSet(PSObject parts, string name) => Property(parts, name) is true;
}
