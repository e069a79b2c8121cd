namespace ScwSecretBackup;

/// <summary>In what two secrets, or two sets of them, differ.</summary>
public enum ScwDifferenceKind
{
    /// <summary>Only the snapshot has the secret.</summary>
    OnlyInSnapshot,

    /// <summary>Only the project has the secret.</summary>
    OnlyLive,

    /// <summary>Only the reference snapshot has the secret.</summary>
    OnlyInReference,

    /// <summary>Only the other snapshot has the secret.</summary>
    OnlyInDifference,

    /// <summary>A metadata field of the secret or of a version differs.</summary>
    Metadata,

    /// <summary>The status of the secret or of a version differs.</summary>
    Status,

    /// <summary>Only one side has a version.</summary>
    Version,

    /// <summary>The value of the newest enabled version differs.</summary>
    Value,
}
