using ScwSecretBackup.Engine.Selection;
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

    /// <summary>
    /// What of it can't be read, or empty. Then it has no versions here; and when <see cref="HasMetadata"/> is false too, folder and name are those its
    /// directory tells, and the directory stands in for the id.
    /// </summary>
    public string Damage { get; init; } = "";

    /// <summary>Whether its metadata could be read.</summary>
    public bool HasMetadata { get; init; } = true;

    /// <summary>Whether a selection takes it. What nobody knows of a damaged secret is no reason to pass it over.</summary>
    public bool IsSelectedBy(SelectionMatcher matcher) =>
        matcher.Matches(Metadata.Path, Metadata.Name, HasMetadata ? Metadata.Type : null, HasMetadata ? Metadata.Tags : null, Metadata.Id);
}
