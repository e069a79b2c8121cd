namespace ScwSecretBackup.Kloset.Checking;

/// <summary>Something that a check found.</summary>
/// <param name="Severity">How much it matters.</param>
/// <param name="Target">What it is about: a file of the store, or a snapshot.</param>
/// <param name="Message">What is wrong.</param>
public sealed record StoreFinding(FindingSeverity Severity, string Target, string Message)
{
    /// <summary>The snapshot it is about; null when it is about a file of the store, whose damage is then found again in the snapshots that need it.</summary>
    public Mac? Snapshot { get; init; }

    /// <summary>The path in the snapshot; with severity Error, one whose content or attributes are lost. Null when it is about the snapshot as a whole.</summary>
    public string? Path { get; init; }
}
