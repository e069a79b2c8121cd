using ScwSecretBackup.Engine.Snapshots;
using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Engine.Restore;

/// <summary>What a restore will do with one secret.</summary>
public sealed record RestorePlanItem
{
    /// <summary>The secret in the snapshot, with the versions that were chosen.</summary>
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

    /// <summary>Metadata of the destination's secret that will be replaced.</summary>
    public IReadOnlyList<FieldChange> Changes { get; init; } = [];

    /// <summary>Metadata of versions in the destination that will be replaced.</summary>
    public IReadOnlyList<VersionChange> VersionChanges { get; init; } = [];

    /// <summary>Revisions of the destination that will be taken back from their scheduled deletion.</summary>
    public IReadOnlyList<int> RevisionsToRecover { get; init; } = [];

    /// <summary>What of the source can't come back, as far as the plan can tell.</summary>
    public IReadOnlyList<LostField> FieldsLost { get; init; } = [];

    /// <summary>What it uses of the quotas.</summary>
    public QuotaUse Quota { get; init; } = new(0, 0, 0, 0);

    /// <summary>What taking back scheduled versions costs, in euros (SECRET-MANAGER §9).</summary>
    public decimal EstimatedCost { get; init; }

    /// <summary>Stands for the state of the destination's secret, values aside: equal as long as nobody changes it. Empty where there is none.</summary>
    public string DestinationFingerprint { get; init; } = "";

    /// <summary>Whether the item changes the destination.</summary>
    public bool Writes => Action is RestoreAction.Create or RestoreAction.NewVersion or RestoreAction.Update or RestoreAction.Recover;

    /// <summary>Whether an interrupted restore of this very secret is completed, protection included.</summary>
    public bool CompletesUnfinished { get; init; }

    /// <summary>The metadata that the destination's secret should have: the source's, mapped.</summary>
    public required Secret Wanted { get; init; }

    /// <summary>Whether the caller chose these very versions by number, so that the newest of them has to end as the newest one.</summary>
    public bool RestoresNewest { get; init; }

    /// <summary>Revisions that the destination's secret had when the plan was made.</summary>
    public IReadOnlySet<int> KnownTargetRevisions { get; init; } = new HashSet<int>();

    /// <summary>The item as one that is not run.</summary>
    internal RestorePlanItem Refuse(string reason) => this with { Action = RestoreAction.Refuse, Reason = reason, RevisionsToWrite = [] };

    /// <summary>The item as one that the destination's own secret stands in the way of.</summary>
    internal RestorePlanItem Conflict(string reason) =>
        this with { Action = RestoreAction.Conflict, Reason = $"the destination has a secret of that folder and name, and {reason}", RevisionsToWrite = [] };
}
