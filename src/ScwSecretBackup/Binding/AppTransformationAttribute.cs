using System.Management.Automation;

namespace ScwSecretBackup.Binding;

/// <summary>Lets <c>-Source</c> and <c>-Destination</c> take a registered name or a registration. Anything else is left to the binder, which refuses it.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class AppTransformationAttribute(string kind) : ArgumentTransformationAttribute
{
    /// <inheritdoc />
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object value = PSObjectValue.Unwrap(inputData);
        return value switch
        {
            string { Length: > 0 } name => new ScwAppReference(kind, name),
            ScwSource source when kind == ScwAppReference.Source => new ScwAppReference(kind, source.App),
            ScwDestination destination when kind == ScwAppReference.Destination => new ScwAppReference(kind, destination.App),
            _ => inputData,
        };
    }
}
