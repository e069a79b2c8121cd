using ScwSecretBackup.Engine.Selection;

namespace ScwSecretBackup.Engine.Backup;

/// <summary>What a backup will do, computed without reading a value and without writing.</summary>
public sealed record BackupPlan
{
    /// <summary>The request the plan answers.</summary>
    public required BackupRequest Request { get; init; }

    /// <summary>Region of the source.</summary>
    public required string Region { get; init; }

    /// <summary>One item a version, and one with revision 0 for a secret without versions.</summary>
    public required IReadOnlyList<BackupPlanItem> Items { get; init; }

    /// <summary>Secrets that are selected, those scheduled for deletion included.</summary>
    public required int SecretCount { get; init; }

    /// <summary>Snapshot of the same source that this one continues, or null.</summary>
    public string? ParentSnapshotId { get; init; }

    /// <summary>What the selection names and the source does not have.</summary>
    public IReadOnlyList<SelectionMiss> Misses { get; init; } = [];

    /// <summary>Secrets of the source that are not scheduled for deletion, selected or not.</summary>
    public int LiveSecretCount { get; init; }

    /// <summary>Whether the plan reads a version that one access consumes.</summary>
    public bool ConsumesVersions { get; init; }

    /// <summary>The items with what the runner needs; only <see cref="BackupPlanner"/> makes them.</summary>
    internal IReadOnlyList<PlannedSecret>? Secrets { get; init; }

    /// <summary>Whether earlier snapshots of the source are damaged, as far as they were looked at.</summary>
    internal bool FoundDamage { get; init; }

    /// <summary>Snapshots of the source in the store when the plan was made.</summary>
    internal int HistoryCount { get; init; }
}
