using ScwSecretBackup.Engine.Layout;
using ScwSecretBackup.Kloset;
using ScwSecretBackup.Kloset.Snapshots;

namespace ScwSecretBackup.Engine.Snapshots;

/// <summary>A directory that holds a secret, or that can't be listed, so that nobody knows what it holds.</summary>
/// <param name="Path">Path of the directory.</param>
/// <param name="Document">The secret's metadata file; null when the directory can't be listed.</param>
/// <param name="HasVersions">Whether it has a directory of versions.</param>
internal sealed record SecretDirectory(string Path, SnapshotEntry? Document, bool HasVersions)
{
    /// <summary>A directory that can't be listed.</summary>
    public static SecretDirectory Unreadable(string path, KlosetFormatException damage) => new(path, Document: null, HasVersions: false) { Damage = damage };

    /// <summary>Why it can't be listed, or null.</summary>
    public KlosetFormatException? Damage { get; private init; }

    /// <summary>The secret's metadata file.</summary>
    /// <exception cref="EngineException">The directory can't be listed.</exception>
    public SnapshotEntry RequireDocument() => Document ?? throw DocumentReader.Damaged(Path, "the directory can't be listed", Damage);
}
