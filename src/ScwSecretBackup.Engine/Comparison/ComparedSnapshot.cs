using ScwSecretBackup.Engine.Selection;

namespace ScwSecretBackup.Engine.Comparison;

/// <summary>A snapshot as a side of a comparison.</summary>
/// <param name="Filter">What it was made of: it says nothing about the rest.</param>
/// <param name="Secrets">Its secrets.</param>
internal sealed record ComparedSnapshot(SecretSelection Filter, IReadOnlyList<SnapshotSide> Secrets)
{
    /// <summary>The secrets that count. What they are called in the snapshot decides, not what they are expected to have become.</summary>
    public IReadOnlyList<ComparedSecret> Within(ComparisonScope scope) => [.. Secrets.Where(secret => scope.Contains(secret.Captured))];
}
