using System.Diagnostics.CodeAnalysis;
using System.Management.Automation;

namespace ScwSecretBackup.Binding;

/// <summary>Takes off what PowerShell may wrap a value in on its way to a parameter or out of a property.</summary>
internal static class PSObjectValue
{
    /// <summary>The value itself; null for null.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public static object? Unwrap(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
