using System.Collections;
using System.Management.Automation;

namespace ScwSecretBackup.Binding;

/// <summary>Lets a parameter of items take copies of them that came out of a job or a file: the snapshot, the secret and the revision say which version is meant.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SnapshotItemTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc />
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? value = inputData is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : inputData;
        return value switch
        {
            null => null,
            IEnumerable several and not string => several.Cast<object>().Select(ToItem).ToArray(),
            _ => new[] { ToItem(value) },
        };
    }

    private static ScwSnapshotItem ToItem(object value)
    {
        var item = PSObject.AsPSObject(value);
        if (item.BaseObject is ScwSnapshotItem live)
        {
            return live;
        }

        return TextOf(item, nameof(ScwSnapshotItem.Snapshot)) is { Length: > 0 } snapshot
            && TextOf(item, nameof(ScwSnapshotItem.SecretId)) is { Length: > 0 } secret
            && LanguagePrimitives.TryConvertTo(item.Properties[nameof(ScwSnapshotItem.Revision)]?.Value, out int revision) && revision >= 0
            ? new ScwSnapshotItem(TextOf(item, nameof(ScwSnapshotItem.Store)), snapshot, secret, TextOf(item, nameof(ScwSnapshotItem.Folder)), TextOf(item, nameof(ScwSnapshotItem.Name)), revision)
            : throw Refusal.Of($"'{value}' is no item of a snapshot: give what Get-ScwSnapshotItem returned, or what Export-Clixml or Export-Csv saved of it.");
    }

    private static string TextOf(PSObject item, string property) => LanguagePrimitives.ConvertTo<string>(item.Properties[property]?.Value) ?? "";
}
