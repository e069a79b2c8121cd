using ScwSecretBackup.Engine.Comparison;

namespace ScwSecretBackup;

/// <summary>One difference between a snapshot and what a project holds now: metadata only, never a value.</summary>
public sealed class ScwDifference
{
    internal ScwDifference(SecretDifference difference, string snapshot, string origin)
    {
        Kind = difference.Kind switch
        {
            DifferenceKind.OnlyInReference => ScwDifferenceKind.OnlyInSnapshot,
            DifferenceKind.OnlyInDifference => ScwDifferenceKind.OnlyLive,
            _ => ScwSnapshotDifference.Convert(difference.Kind),
        };
        Folder = difference.Folder;
        Name = difference.Name;
        Field = difference.Field;
        Snapshot = difference.Reference;
        Live = difference.Difference;
        SnapshotRevision = difference.ReferenceRevision;
        LiveRevision = difference.DifferenceRevision;
        SnapshotId = snapshot;
        Origin = origin;
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

    /// <summary>Metadata or status in the snapshot; empty for values.</summary>
    public string? Snapshot { get; }

    /// <summary>Metadata or status in the project; empty for values.</summary>
    public string? Live { get; }

    /// <summary>Version in the snapshot, or null.</summary>
    public int? SnapshotRevision { get; }

    /// <summary>Version in the project, or null.</summary>
    public int? LiveRevision { get; }

    /// <summary>Id of the snapshot, 64 hex digits.</summary>
    public string SnapshotId { get; }

    /// <summary>Region and project that the snapshot was compared with.</summary>
    public string Origin { get; }

    /// <summary>Kind, folder, name and field.</summary>
    public override string ToString() => $"{Kind} {Secret} {Field}".TrimEnd();
}
