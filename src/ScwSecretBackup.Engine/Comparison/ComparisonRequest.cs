using ScwSecretBackup.Engine.Restore;
using ScwSecretBackup.Engine.Selection;
using ScwSecretBackup.Kloset.Snapshots;

namespace ScwSecretBackup.Engine.Comparison;

/// <summary>What to compare, and how far.</summary>
public sealed record ComparisonRequest
{
    /// <summary>The snapshot that the other side is held against.</summary>
    public required SnapshotHeader Reference { get; init; }

    /// <summary>Which secrets count, on either side; the versions of those that do all count.</summary>
    public SecretSelection Selection { get; init; } = SecretSelection.Everything;

    /// <summary>
    /// The restore of the reference whose mapping the other side is expected to show, or null. With it only secrets that the restore could have
    /// written count on the other side: what else is there has nothing to do with the reference.
    /// </summary>
    public RestoreRequest? Restored { get; init; }

    /// <summary>Whether live values may be read to be compared.</summary>
    public bool ComparesValues { get; init; } = true;

    /// <summary>Secrets compared at once, 1 to 64.</summary>
    public int ThrottleLimit { get; init; } = 8;
}
