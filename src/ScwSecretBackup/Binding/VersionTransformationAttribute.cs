using System.Collections;
using System.Globalization;
using System.Management.Automation;
using ScwSecretBackup.Engine.Selection;

namespace ScwSecretBackup.Binding;

/// <summary>Lets <c>-Version</c> take <c>All</c>, <c>Latest</c>, <c>LatestEnabled</c>, or revisions such as <c>3</c> or <c>1,4</c>.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class VersionTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc />
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? value = PSObjectValue.Unwrap(inputData);
        try
        {
            return value switch
            {
                null or VersionSelection => value,
                string text => VersionSelection.Parse(text),
                IEnumerable items => VersionSelection.Parse(string.Join(',', items.Cast<object?>().Select(ToText))),
                _ => VersionSelection.Parse(ToText(value)),
            };
        }
        catch (FormatException exception)
        {
            throw new ArgumentTransformationMetadataException(exception.Message, exception);
        }
    }

    private static string ToText(object? item) =>
        Convert.ToString(PSObjectValue.Unwrap(item), CultureInfo.InvariantCulture) ?? "";
}
