namespace ScwSecretBackup.Engine.Comparison;

/// <summary>One difference between a reference and something else. It says that values differ, never what they are.</summary>
public sealed record SecretDifference
{
    /// <summary>Folder of the secret.</summary>
    public required string Folder { get; init; }

    /// <summary>Name of the secret.</summary>
    public required string Name { get; init; }

    /// <summary>In what the sides differ.</summary>
    public required DifferenceKind Kind { get; init; }

    /// <summary>Field, spelled as in the API; empty for a secret as a whole.</summary>
    public string Field { get; init; } = "";

    /// <summary>What the reference has: metadata, or a status. Null when it has nothing, and always for values.</summary>
    public string? Reference { get; init; }

    /// <summary>What the other side has.</summary>
    public string? Difference { get; init; }

    /// <summary>Version in the reference, or null.</summary>
    public int? ReferenceRevision { get; init; }

    /// <summary>Version on the other side, or null.</summary>
    public int? DifferenceRevision { get; init; }

    /// <summary>Why a value could not be looked at; else empty.</summary>
    public string Reason { get; init; } = "";
}
