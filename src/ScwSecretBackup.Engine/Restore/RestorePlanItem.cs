using ScwSecretBackup.Engine.Snapshots;

namespace ScwSecretBackup.Engine.Restore;

/// <summary>What a restore will do with one secret.</summary>
public sealed record RestorePlanItem
{
    /// <summary>The secret in the snapshot.</summary>
    public required SnapshotSecret Source { get; init; }

    /// <summary>What will happen.</summary>
    public required RestoreAction Action { get; init; }

    /// <summary>Why.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Folder in the destination.</summary>
    public required string TargetFolder { get; init; }

    /// <summary>Name in the destination.</summary>
    public required string TargetName { get; init; }

    /// <summary>Id of the destination's secret when there is one.</summary>
    public string? TargetId { get; init; }

    /// <summary>Revisions of the snapshot that will be written, in order.</summary>
    public IReadOnlyList<int> RevisionsToWrite { get; init; } = [];

    /// <summary>Source revision to revision in the destination, where the destination already has it.</summary>
    public IReadOnlyDictionary<int, int> ExistingRevisions { get; init; } = new Dictionary<int, int>();

    /// <summary>What of the source can't come back, as far as the plan can tell.</summary>
    public IReadOnlyList<LostField> FieldsLost { get; init; } = [];

    /// <summary>Revisions that the destination's secret had when the plan was made.</summary>
    internal IReadOnlySet<int> KnownTargetRevisions { get; init; } = new HashSet<int>();

    /// <summary>Revisions in the destination that an interrupted restore left enabled.</summary>
    internal IReadOnlyList<int> TargetRevisionsToDisable { get; init; } = [];

    /// <summary>Whether an interrupted restore of this very secret is completed, protection included.</summary>
    internal bool CompletesUnfinished { get; init; }
}
