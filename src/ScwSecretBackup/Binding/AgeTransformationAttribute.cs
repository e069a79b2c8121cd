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
        object value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return value is string text && !TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out _) ? Age.Parse(text) : inputData;
    }
}
