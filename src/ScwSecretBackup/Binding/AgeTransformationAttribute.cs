using System.Globalization;
using System.Management.Automation;

namespace ScwSecretBackup.Binding;

/// <summary>Lets a length of time be text such as <c>7d</c>.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class AgeTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc />
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object value = PSObjectValue.Unwrap(inputData);
        return value switch
        {
            // PowerShell would take a number for ticks, and text of digits for days.
            byte or short or int or long or float or double or decimal => throw NoUnit(value),
            string text when text.All(char.IsAsciiDigit) => throw NoUnit(value),
            string text when !TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out _) => Age.Parse(text),
            _ => inputData,
        };
    }

    private static ArgumentTransformationMetadataException NoUnit(object value) => new($"'{value}' has no unit: write an age such as 30d, 12h or '2w 3d', or give a TimeSpan.");
}
