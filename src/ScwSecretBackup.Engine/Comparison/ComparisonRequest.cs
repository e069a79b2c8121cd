using ScwSecretBackup.Engine.Selection;
using ScwSecretBackup.Kloset.Snapshots;
using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Engine.Comparison;

/// <summary>What to compare, and how far.</summary>
public sealed record ComparisonRequest
{
    /// <summary>The snapshot that the other side is held against.</summary>
    public required SnapshotHeader Reference { get; init; }

    /// <summary>Which secrets count, on either side; the versions of those that do all count.</summary>
    public SecretSelection Selection { get; init; } = SecretSelection.Everything;

    /// <summary>
    /// What the reference's metadata is expected to have become, such as another folder after a restore elsewhere; null when nothing is. With it
    /// only secrets that are expected count on the other side: what else is there has nothing to do with the reference.
    /// </summary>
    public Func<Secret, Secret>? Expects { get; init; }

    /// <summary>Whether live values may be read to be compared.</summary>
    public bool ComparesValues { get; init; } = true;

    /// <summary>Secrets compared at once, 1 to 64.</summary>
    public int ThrottleLimit { get; init; } = 8;
}
