using System.Management.Automation;

namespace ScwSecretBackup.Binding;

/// <summary>Says that an object is not what a parameter takes.</summary>
internal static class Refusal
{
    /// <summary>
    /// The error for an argument. The binder shows it where the user gave the parameter; an object of the pipeline, which is offered to every parameter, just
    /// does not bind to this one: that is what PowerShell takes a failed cast inside for.
    /// </summary>
    public static ArgumentTransformationMetadataException Of(string message) => new(message, new PSInvalidCastException(message));
}
