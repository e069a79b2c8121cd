namespace ScwSecretBackup.Kloset.Checking;

/// <summary>What a check looks at.</summary>
public sealed record StoreCheckOptions
{
    /// <summary>Only the structure: content of files is not read, but whether it is there; of packfiles only footer and index are read.</summary>
    public bool StructureOnly { get; init; }

    /// <summary>Only these snapshots and what they refer to; null for the whole store.</summary>
    public IReadOnlyCollection<Mac>? Snapshots { get; init; }
}
