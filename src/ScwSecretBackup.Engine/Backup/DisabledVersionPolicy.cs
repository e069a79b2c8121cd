namespace ScwSecretBackup.Engine.Backup;

/// <summary>What a backup does with versions that are disabled and so can't be read.</summary>
public enum DisabledVersionPolicy
{
    /// <summary>Keep their metadata only, even where an earlier snapshot holds the value.</summary>
    Metadata,

    /// <summary>Use the value that an earlier snapshot captured, if any.</summary>
    CarryForward,

    /// <summary>
    /// Where no earlier snapshot holds the value, enable the version, read it and disable it again. Never done to a version whose life enabling
    /// or reading would change: it is ephemeral, or one access consumes it.
    /// </summary>
    TemporarilyEnable,
}
