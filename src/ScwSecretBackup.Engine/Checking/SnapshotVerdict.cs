using ScwSecretBackup.Kloset;

namespace ScwSecretBackup.Engine.Checking;

/// <summary>What a check says of one snapshot as a whole.</summary>
/// <param name="Snapshot">The snapshot.</param>
/// <param name="Timestamp">When it was made, as far as that can be read.</param>
/// <param name="IsOurs">Whether it holds secrets that a restore can read; others are only checked against the format.</param>
/// <param name="Secrets">Its secrets.</param>
/// <param name="Problem">Why none, or not all, of its secrets can be found; null when they can.</param>
internal sealed record SnapshotVerdict(Mac Snapshot, DateTimeOffset Timestamp, bool IsOurs, IReadOnlyList<SecretVerdict> Secrets, ContentProblem? Problem);
