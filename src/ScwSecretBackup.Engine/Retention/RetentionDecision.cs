using ScwSecretBackup.Kloset.Snapshots;

namespace ScwSecretBackup.Engine.Retention;

/// <summary>What becomes of a snapshot, and why.</summary>
/// <param name="Snapshot">The snapshot.</param>
/// <param name="Action">Keep or delete.</param>
public sealed record RetentionDecision(SnapshotHeader Snapshot, RetentionAction Action)
{
    /// <summary>Period of the rule that decided, such as <c>day</c>; empty when none did.</summary>
    public string Rule { get; init; } = "";

    /// <summary>The bucket, such as <c>2026-11-24</c>; empty when no rule decided.</summary>
    public string Bucket { get; init; } = "";

    /// <summary>Place in the bucket, from 1 for the newest; 0 when no rule decided.</summary>
    public int Rank { get; init; }

    /// <summary>Snapshots that the rule keeps of a bucket; 0 for all.</summary>
    public int Cap { get; init; }

    /// <summary>The reason in words.</summary>
    public string Note { get; init; } = "";

    /// <summary>Whether the rules would delete it and it is kept all the same, as the last of its dataset.</summary>
    public bool Held { get; init; }
}
