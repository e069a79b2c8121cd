using System.Collections;
using System.Management.Automation;

namespace ScwSecretBackup.Binding;

/// <summary>Lets a parameter of ids, or of one id, take what names a snapshot: ids, snapshots, results of a backup, and copies of them that came out of a job or a file.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SnapshotTransformationAttribute : ArgumentTransformationAttribute
{
    private static readonly string[] IdProperties = ["SnapshotId", "Id", "Snapshot"];

    /// <inheritdoc />
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => Unwrap(inputData) switch
    {
        null or string => inputData,
        IEnumerable several => several.Cast<object>().Select(ToId).ToArray(),
        _ => ToId(inputData!),
    };

    private static object ToId(object value)
    {
        if (Unwrap(value) is string id)
        {
            return id;
        }

        var wrapped = PSObject.AsPSObject(value);
        return IdProperties.Select(name => wrapped.Properties[name]?.Value).OfType<string>().FirstOrDefault() ?? value;
    }

    private static object? Unwrap(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
