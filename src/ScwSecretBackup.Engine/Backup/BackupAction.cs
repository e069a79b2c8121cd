namespace ScwSecretBackup.Engine.Backup;

/// <summary>What a backup does with one version.</summary>
public enum BackupAction
{
    /// <summary>Read the value from the API.</summary>
    Read,

    /// <summary>Use the object that an earlier snapshot holds; versions are immutable.</summary>
    Reuse,

    /// <summary>The value can't be read now; use what an earlier snapshot captured.</summary>
    CarryForward,

    /// <summary>Enable the version, read its value, and disable it again.</summary>
    EnableAndRead,

    /// <summary>Keep the metadata only.</summary>
    MetadataOnly,

    /// <summary>Leave the secret out of the snapshot; the manifest says why.</summary>
    Skip,
}
