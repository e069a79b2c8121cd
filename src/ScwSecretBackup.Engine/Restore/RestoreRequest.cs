using ScwSecretBackup.Engine.Selection;
using ScwSecretBackup.Kloset.Snapshots;

namespace ScwSecretBackup.Engine.Restore;

/// <summary>What to restore, where, and how.</summary>
public sealed record RestoreRequest
{
    /// <summary>Snapshot to restore from.</summary>
    public required SnapshotHeader Snapshot { get; init; }

    /// <summary>Project to restore into; the region is the client's.</summary>
    public required string ProjectId { get; init; }

    /// <summary>What to do where a secret exists.</summary>
    public ConflictAction ConflictAction { get; init; } = ConflictAction.Fail;

    /// <summary>Which secrets and versions of the snapshot.</summary>
    public SecretSelection Selection { get; init; } = SecretSelection.Everything;

    /// <summary>Of these, the secrets to restore by their ids in the snapshot, each with the revisions to restore (null for all); null for every secret. Where the selection names versions, it decides.</summary>
    public IReadOnlyDictionary<string, IReadOnlySet<int>?>? Chosen { get; init; }

    /// <summary>Of the chosen secrets, those whose revisions count as chosen by number; null for those of which not all were chosen.</summary>
    internal IReadOnlySet<string>? ChosenByNumber { get; init; }

    /// <summary>Folders of the snapshot to folders of the destination. The longest key that is a whole-segment prefix of a folder wins.</summary>
    public IReadOnlyDictionary<string, string> FolderMap { get; init; } = new Dictionary<string, string>();

    /// <summary>Names (<c>name</c>) or full names (<c>/folder/name</c>) of the snapshot to those of the destination; full names go before names.</summary>
    public IReadOnlyDictionary<string, string> NameMap { get; init; } = new Dictionary<string, string>();

    /// <summary>Tags that every restored secret gets after its own.</summary>
    public IReadOnlyList<string> TagAdd { get; init; } = [];

    /// <summary>Key Manager keys of the source to those of the destination.</summary>
    public IReadOnlyDictionary<string, string> KeyIdMap { get; init; } = new Dictionary<string, string>();

    /// <summary>Drop the Key Manager key of secrets that have one; otherwise such a secret is refused in another region (SECRET-MANAGER §5.6).</summary>
    public bool DropKeyId { get; init; }

    /// <summary>Take secrets back that wait for their deletion in the destination, instead of creating them beside.</summary>
    public bool RecoverPendingDeletion { get; init; }

    /// <summary>How far written values are verified.</summary>
    public RestoreVerification Verify { get; init; } = RestoreVerification.Read;

    /// <summary>Secrets the destination's organization may have; null for the service's own limit, unless something shows that it was raised.</summary>
    public int? SecretQuota { get; init; }

    /// <summary>Versions a secret may have in the destination.</summary>
    public int VersionQuota { get; init; } = ServiceLimits.VersionsPerSecret;

    /// <summary>Secrets restored at once, 1 to 64.</summary>
    public int ThrottleLimit { get; init; } = 8;
}
