using System.Management.Automation;
using ScwSecretBackup.Infrastructure;

namespace ScwSecretBackup.Catalogue;

/// <content>Snapshots, their values, restores and retention.</content>
internal static partial class ErrorCatalogue
{
    /// <summary>No such snapshot, or an id that several begin with.</summary>
    public static ErrorEntry SnapshotNotFound { get; } = Entry(ErrorCategory.ObjectNotFound,
        "List the snapshots with Get-ScwSnapshot and give more digits of an id, or 'latest'.");

    /// <summary>Something else than this module made the snapshot.</summary>
    public static ErrorEntry ForeignSnapshot { get; } = Entry(ErrorCategory.InvalidType,
        "Use a snapshot that Backup-ScwSecret made; plakar restores the others.");

    /// <summary>A later version of the module made the snapshot.</summary>
    public static ErrorEntry UnsupportedSnapshot { get; } = Entry(ErrorCategory.NotImplemented, ExitCodes.Incompatible,
        "Update this module; the snapshot was made by a version it does not know.");

    /// <summary>The snapshot, or what it refers to, is damaged.</summary>
    public static ErrorEntry SnapshotDamaged { get; } = Entry(ErrorCategory.InvalidData, ExitCodes.Integrity,
        "Check the store with Test-ScwStore, and use another snapshot.");

    /// <summary>The snapshot does not hold the value.</summary>
    public static ErrorEntry ValueNotFound { get; } = Entry(ErrorCategory.ObjectNotFound,
        "List the versions with Get-ScwSnapshotItem; an older snapshot may hold the value.");

    /// <summary>The value is no text.</summary>
    public static ErrorEntry ValueNotText { get; } = Entry(ErrorCategory.InvalidType,
        "Add -AsByteArray to get its bytes.");

    /// <summary>The value has no such field.</summary>
    public static ErrorEntry FieldNotFound { get; } = Entry(ErrorCategory.ObjectNotFound,
        "Field names are case-sensitive; only values that are JSON objects, such as those of type key_value, have fields.");

    /// <summary>The destination holds another secret at that folder and name.</summary>
    public static ErrorEntry RestoreConflict { get; } = Entry(ErrorCategory.ResourceExists,
        "Look at both, then run the command again with -ConflictAction NewVersion to add what is missing, Overwrite to make it like the snapshot's, Rename to restore beside it, or Skip to keep it.");

    /// <summary>The secret can't be restored.</summary>
    public static ErrorEntry RestoreRefused { get; } = Entry(ErrorCategory.InvalidOperation,
        "Choose another snapshot, or restore the secret by hand.");

    /// <summary>The destination, the snapshot or the store is not what a saved plan was made for.</summary>
    public static ErrorEntry RestorePlanStale { get; } = Entry(ErrorCategory.InvalidOperation,
        "Make a new plan with New-ScwRestorePlan, and look at it again.");

    /// <summary>A saved plan that can't be read.</summary>
    public static ErrorEntry RestorePlanInvalid { get; } = Entry(ErrorCategory.InvalidData, ExitCodes.Usage,
        "Give what New-ScwRestorePlan returned, as an object, by Export-Clixml, or with its ToJson().");

    /// <summary>Another process is restoring the same snapshot into the same destination.</summary>
    public static ErrorEntry RestoreInProgress { get; } = Entry(ErrorCategory.ResourceBusy,
        "Wait until that restore has ended, or stop it, and run the command again.");

    /// <summary>An answer was lost, and the destination does not show whether the write took effect.</summary>
    public static ErrorEntry OutcomeUnclear { get; } = Entry(ErrorCategory.InvalidResult,
        "Run the command again with -ConflictAction NewVersion: it looks first and writes only what is missing.");

    /// <summary>What was read back differs from what was written.</summary>
    public static ErrorEntry VerificationFailed { get; } = Entry(ErrorCategory.InvalidResult, ExitCodes.Integrity,
        "Look at the secret at the destination before anything uses it, and restore it again under another name.");

    /// <summary>A quota of the project is used up.</summary>
    public static ErrorEntry QuotaExceeded { get; } = Entry(ErrorCategory.LimitsExceeded,
        "Free what counts against the quota, or ask Scaleway to raise it, then run the command again; nothing is written twice.");

    /// <summary>A map that maps something else than texts to texts.</summary>
    public static ErrorEntry InvalidMap { get; } = Entry(ErrorCategory.InvalidArgument, ExitCodes.Usage,
        "Give a hashtable such as @{ 'old' = 'new' }.");

    /// <summary>Retention without a rule that says what to keep.</summary>
    public static ErrorEntry NoRetentionRule { get; } = Entry(ErrorCategory.InvalidArgument, ExitCodes.Usage,
        "Give at least one rule, such as -Days 30, or -PerDay 1 -Days 7 -PerMonth 1 -Months 12; -WhatIf shows what it would do.");

    /// <summary>A grace period that is negative or too long.</summary>
    public static ErrorEntry InvalidGracePeriod { get; } = Entry(ErrorCategory.InvalidArgument, ExitCodes.Usage,
        "Give a length of time such as 7d or 12h.");
}
