using ScwSecretBackup.Kloset.Checking;

namespace ScwSecretBackup.Engine.Checking;

/// <summary>What a check looked at and how it ended.</summary>
public sealed record CheckSummary
{
    /// <summary>How much of the store was looked at.</summary>
    public required StoreCheckTotals Totals { get; init; }

    /// <summary>Secrets in the snapshots, each counted in every snapshot that has it.</summary>
    public required int Secrets { get; init; }

    /// <summary>Values in the snapshots, each counted in every snapshot that has it.</summary>
    public required int Values { get; init; }

    /// <summary>Findings of severity Error.</summary>
    public required int Errors { get; init; }

    /// <summary>Findings of severity Warning.</summary>
    public required int Warnings { get; init; }

    /// <summary>Whether only the structure was looked at.</summary>
    public required bool StructureOnly { get; init; }

    /// <summary>Time it took.</summary>
    public required TimeSpan Duration { get; init; }
}
