using ScwSecretBackup.Kloset;

namespace ScwSecretBackup.Engine.Checking;

/// <summary>What to check.</summary>
public sealed record CheckRequest
{
    /// <summary>Only the structure: no content of files is read.</summary>
    public bool StructureOnly { get; init; }

    /// <summary>Only these snapshots and what they refer to; null for the whole store.</summary>
    public IReadOnlyCollection<Mac>? Snapshots { get; init; }
}
