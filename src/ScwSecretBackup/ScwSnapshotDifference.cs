using System.Diagnostics;
using ScwSecretBackup.Engine.Comparison;

namespace ScwSecretBackup;

/// <summary>One difference between two snapshots: metadata only, never a value.</summary>
public sealed class ScwSnapshotDifference
{
    internal ScwSnapshotDifference(SecretDifference difference, string reference, string other)
    {
        Kind = difference.Kind switch
        {
            DifferenceKind.OnlyInReference => ScwDifferenceKind.OnlyInReference,
            DifferenceKind.OnlyInDifference => ScwDifferenceKind.OnlyInDifference,
            _ => Convert(difference.Kind),
        };
        Folder = difference.Folder;
        Name = difference.Name;
        Field = difference.Field;
        Reference = difference.Reference;
        Difference = difference.Difference;
        ReferenceRevision = difference.ReferenceRevision;
        DifferenceRevision = difference.DifferenceRevision;
        ReferenceSnapshot = reference;
        DifferenceSnapshot = other;
    }

    /// <summary>In what they differ.</summary>
    public ScwDifferenceKind Kind { get; }

    /// <summary>Folder of the secret.</summary>
    public string Folder { get; }

    /// <summary>Name of the secret.</summary>
    public string Name { get; }

    /// <summary>Folder and name.</summary>
    public string Secret => SecretPath.Join(Folder, Name);

    /// <summary>Field, spelled as in the API; empty for a secret as a whole.</summary>
    public string Field { get; }

    /// <summary>Metadata or status in the reference; empty for values.</summary>
    public string? Reference { get; }

    /// <summary>Metadata or status in the other snapshot; empty for values.</summary>
    public string? Difference { get; }

    /// <summary>Version in the reference, or null.</summary>
    public int? ReferenceRevision { get; }

    /// <summary>Version in the other snapshot, or null.</summary>
    public int? DifferenceRevision { get; }

    /// <summary>Id of the reference snapshot, 64 hex digits.</summary>
    public string ReferenceSnapshot { get; }

    /// <summary>Id of the other snapshot, 64 hex digits.</summary>
    public string DifferenceSnapshot { get; }

    /// <summary>Kind, folder, name and field.</summary>
    public override string ToString() => $"{Kind} {Secret} {Field}".TrimEnd();

    /// <summary>The kinds that are called the same whatever is compared.</summary>
    internal static ScwDifferenceKind Convert(DifferenceKind kind) => kind switch
    {
        DifferenceKind.Metadata => ScwDifferenceKind.Metadata,
        DifferenceKind.Status => ScwDifferenceKind.Status,
        DifferenceKind.Version => ScwDifferenceKind.Version,
        DifferenceKind.Value => ScwDifferenceKind.Value,
        _ => throw new UnreachableException(),
    };
}
