namespace ScwSecretBackup.Engine.Comparison;

/// <summary>In what two secrets, or two sets of them, differ.</summary>
public enum DifferenceKind
{
    /// <summary>Only the reference has the secret.</summary>
    OnlyInReference,

    /// <summary>Only the other side has the secret.</summary>
    OnlyInDifference,

    /// <summary>A metadata field of the secret or of a version differs.</summary>
    Metadata,

    /// <summary>The status of the secret or of a version differs.</summary>
    Status,

    /// <summary>Only one side has a version.</summary>
    Version,

    /// <summary>The value in force, that of the newest enabled version, differs.</summary>
    Value,

    /// <summary>No difference is known, and equality is not proven: a value could not be looked at.</summary>
    NotComparable,

    /// <summary>A snapshot can't give back the secret or one of its values.</summary>
    Damaged,
}
