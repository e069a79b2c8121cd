using ScwSecretBackup.Kloset.Snapshots;

namespace ScwSecretBackup.Engine.Snapshots;

/// <summary>A directory that holds a secret.</summary>
/// <param name="Path">Path of the directory.</param>
/// <param name="Document">The secret's metadata file.</param>
/// <param name="HasVersions">Whether it has a directory of versions.</param>
internal sealed record SecretDirectory(string Path, SnapshotEntry Document, bool HasVersions);
