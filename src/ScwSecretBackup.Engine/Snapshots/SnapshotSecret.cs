using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Engine.Snapshots;

/// <summary>A secret inside a snapshot: metadata and versions, no values.</summary>
public sealed record SnapshotSecret
{
    /// <summary>Directory of the secret in the snapshot, such as <c>/prod/db/password</c>.</summary>
    public required string Directory { get; init; }

    /// <summary>The metadata as it was captured.</summary>
    public required Secret Metadata { get; init; }

    /// <summary>Versions in ascending order of revision.</summary>
    public required IReadOnlyList<SnapshotVersion> Versions { get; init; }

    /// <summary>Why its versions are not in the snapshot although it had some, or empty. Such a secret must not be restored as one without versions.</summary>
    public string Gap { get; init; } = "";
}
