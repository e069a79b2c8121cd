using System.Collections;
using System.Management.Automation;

namespace ScwSecretBackup.Binding;

/// <summary>Lets a parameter of ids, or of one id, take what names a snapshot: ids, snapshots, results of a backup, and copies of them that came out of a job or a file.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SnapshotTransformationAttribute : ArgumentTransformationAttribute
{
    private const string Latest = "latest";
    private const string Expected = "names no snapshot: give its id, the first digits of it, latest, or what Get-ScwSnapshot or Backup-ScwSecret returned.";

    private static readonly string[] IdProperties = ["SnapshotId", "Id", "Snapshot"];

    /// <summary>Whether other parameters of the cmdlet take plans, files of plans, and items of snapshots, all of which know a snapshot.</summary>
    public bool LeavesPlansAndItems { get; init; }

    /// <inheritdoc />
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => PSObjectValue.Unwrap(inputData) switch
    {
        null => inputData,
        string text when LeavesPlansAndItems && IsFile(engineIntrinsics, text) => throw Refusal.Of($"'{text}' is a file: a saved plan goes to -Plan."),
        string => inputData,
        IEnumerable several => several.Cast<object>().Select(ToId).ToArray(),
        _ => ToId(inputData!),
    };

    private string ToId(object value)
    {
        if (PSObjectValue.Unwrap(value) is string id)
        {
            return id;
        }

        var wrapped = PSObject.AsPSObject(value);
        if (LeavesPlansAndItems && (wrapped.Properties["Actions"] ?? wrapped.Properties["SecretId"]) is not null)
        {
            throw Refusal.Of("A plan goes to -Plan, and items of a snapshot go to -InputObject.");
        }

        return IdProperties.Select(name => PSObjectValue.Unwrap(wrapped.Properties[name]?.Value)).OfType<string>().FirstOrDefault(name => name.Length > 0)
            ?? throw Refusal.Of($"'{value}' {Expected}");
    }

    /// <summary>Whether text that can't be an id is the path of a file.</summary>
    private static bool IsFile(EngineIntrinsics engineIntrinsics, string text)
    {
        if (text.Equals(Latest, StringComparison.OrdinalIgnoreCase) || text.All(char.IsAsciiHexDigit))
        {
            return false;
        }

        try
        {
            return File.Exists(engineIntrinsics.SessionState.Path.GetUnresolvedProviderPathFromPSPath(text));
        }
        catch (Exception exception) when (exception is SessionStateException or ProviderInvocationException or NotSupportedException)
        {
            return false;
        }
    }
}
