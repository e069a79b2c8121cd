using System.Management.Automation;
using ScwSecretBackup.Engine.Restore;

namespace ScwSecretBackup.Infrastructure;

/// <summary>Error records for secrets that a restore could not bring back.</summary>
internal static class RestoreErrors
{
    /// <summary>The record for a result, or null when all went well.</summary>
    public static ErrorRecord? ToRecord(RestoreItemResult result)
    {
        string target = SecretPath.Join(result.Item.TargetFolder, result.Item.TargetName);
        return result.Action switch
        {
            RestoreAction.Conflict => Errors.Create(Cause(result, target), "RestoreConflict", ErrorCategory.ResourceExists, target,
                "Look at both, then run the command again with -ConflictAction NewVersion to add what is missing, or Skip to keep the destination's."),
            RestoreAction.Refuse => Errors.Create(Cause(result, target), "RestoreRefused", ErrorCategory.InvalidOperation, target,
                "Remove the reason that the message gives, then run the command again; what is there already is not written twice."),
            _ => result.Error is { } error ? Errors.FromException(error, target) : null,
        };
    }

    private static Exception Cause(RestoreItemResult result, string target) =>
        result.Error ?? new InvalidOperationException($"'{target}' was not restored: {result.Item.Reason}");
}
