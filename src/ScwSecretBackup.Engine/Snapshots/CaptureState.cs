namespace ScwSecretBackup.Engine.Snapshots;

/// <summary>How a version got into a snapshot.</summary>
public enum CaptureState
{
    /// <summary>Its value is in the snapshot; it was read in this run or reused because versions are immutable.</summary>
    Captured,

    /// <summary>Its value can't be read now; an earlier snapshot had it.</summary>
    CarriedForward,

    /// <summary>Only its metadata is in the snapshot.</summary>
    MetadataOnly,
}
