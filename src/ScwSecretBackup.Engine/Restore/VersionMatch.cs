namespace ScwSecretBackup.Engine.Restore;

/// <summary>How the versions of a snapshot's secret relate to those of the destination's.</summary>
/// <param name="Revisions">Source revision to revision in the destination, where the destination has it.</param>
/// <param name="Denied">The key may not read the destination's values, so that nothing can be said about them.</param>
internal sealed record VersionMatch(IReadOnlyDictionary<int, int> Revisions, bool Denied)
{
    /// <summary>Source revisions that are taken for a version of the destination that can't be read: same status and description, younger, but no proof.</summary>
    public IReadOnlySet<int> Assumed { get; init; } = new HashSet<int>();
}
