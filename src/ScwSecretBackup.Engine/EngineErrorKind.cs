namespace ScwSecretBackup.Engine;

/// <summary>Kinds of <see cref="EngineException"/>.</summary>
public enum EngineErrorKind
{
    /// <summary>The listing is empty or much smaller than the parent snapshot (SECRET-MANAGER §7.3).</summary>
    SourceShrunk,

    /// <summary>The listing did not settle: the distinct ids never fitted <c>total_count</c>.</summary>
    ListingUnstable,

    /// <summary>Every value was refused: the key lacks SecretManagerSecretAccess.</summary>
    AllValuesDenied,

    /// <summary>The key may not list the project's secrets.</summary>
    ListingDenied,

    /// <summary>No such snapshot, or the id prefix is ambiguous.</summary>
    SnapshotNotFound,

    /// <summary>The snapshot holds no <c>scw-secrets</c> manifest: it was made by something else.</summary>
    ForeignSnapshot,

    /// <summary>The snapshot was made by a newer producer with an unknown manifest format.</summary>
    UnsupportedManifest,

    /// <summary>The snapshot's own documents contradict each other or can't be parsed.</summary>
    DamagedSnapshot,

    /// <summary>The destination refused a restore as a whole.</summary>
    DestinationDenied,

    /// <summary>The destination's quota does not allow the restore.</summary>
    QuotaExceeded,

    /// <summary>The destination already has something else at that folder and name, or it changed since the plan.</summary>
    DestinationConflict,

    /// <summary>The secret can't be restored: the plan says why.</summary>
    NotRestorable,

    /// <summary>A write's answer was lost and the destination does not show whether it took effect.</summary>
    OutcomeUnclear,

    /// <summary>The destination, the snapshot or the store is not what a saved plan was made for.</summary>
    PlanStale,

    /// <summary>Another process is restoring the same snapshot into the same destination.</summary>
    RestoreInProgress,

    /// <summary>A saved plan can't be read.</summary>
    PlanInvalid,
    /// <summary>Nothing in the source, or in the snapshot, matches the selection.</summary>
    NothingSelected,

    /// <summary>The key may not enable a disabled version to read it.</summary>
    EnablingDenied,

    /// <summary>A version that was enabled to be read could not be disabled again.</summary>
    VersionLeftEnabled,

    /// <summary>A value that was read back differs from the one that was written.</summary>
    VerificationFailed,

    /// <summary>The module's configuration file can't be used.</summary>
    ConfigurationInvalid,

    /// <summary>The module's configuration file can't be written.</summary>
    ConfigurationNotWritten,

    /// <summary>The secret named to prove that values can be read must not be read, or does not exist.</summary>
    CanaryUnusable,
    /// <summary>The snapshot holds no such secret, or its name is ambiguous.</summary>
    SecretNotFound,

    /// <summary>The snapshot does not hold the value.</summary>
    ValueNotFound,

    /// <summary>Retention was asked for without a rule that says what to keep.</summary>
    NoRetentionRule,
}
