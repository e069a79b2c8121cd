using ScwSecretBackup.Engine.Restore;

namespace ScwSecretBackup;

/// <summary>What a restore would do with one secret.</summary>
public sealed class ScwRestorePlanItem
{
    internal ScwRestorePlanItem(RestorePlanItem item, RestorePlan plan)
    {
        Action = item.Action;
        Folder = item.TargetFolder;
        Name = item.TargetName;
        SecretId = item.Source.Metadata.Id;
        TargetId = item.TargetId;
        SourceRevisions = item.Source.Versions.Select(version => version.Metadata.Revision).ToArray();
        RestoresNewest = item.RestoresNewest;
        Revisions = item.RevisionsToWrite.ToArray();
        TargetRevisions = item.KnownTargetRevisions.Order().ToArray();
        Changes = item.Changes.Select(change => new ScwFieldChange(change)).ToArray();
        VersionChanges = item.VersionChanges.Select(change => new ScwVersionChange(change)).ToArray();
        RevisionsToRecover = item.RevisionsToRecover.ToArray();
        NewSecrets = item.Writes ? item.Quota.NewSecrets : 0;
        VersionsBefore = item.Quota.VersionsBefore;
        VersionsAfter = item.Quota.VersionsAfter;
        VersionLimit = item.Quota.VersionLimit;
        EstimatedCost = item.EstimatedCost;
        DestinationFingerprint = item.DestinationFingerprint;
        FieldsLost = item.FieldsLost.Select(field => new ScwLostField(field)).ToArray();
        Reason = item.Reason;
        Snapshot = plan.Request.Snapshot.Id.ToString();
        ProjectId = plan.Request.ProjectId;
        Region = plan.Region;
    }

    /// <summary>What would happen.</summary>
    public RestoreAction Action { get; }

    /// <summary>Folder in the destination.</summary>
    public string Folder { get; }

    /// <summary>Name in the destination.</summary>
    public string Name { get; }

    /// <summary>Folder and name in the destination.</summary>
    public string Target => SecretPath.Join(Folder, Name);

    /// <summary>Id of the secret in the snapshot.</summary>
    public string SecretId { get; }

    /// <summary>Id of the secret in the destination, or null.</summary>
    public string? TargetId { get; }

    /// <summary>Revisions of the snapshot that would be written, in order.</summary>
    public IReadOnlyList<int> Revisions { get; }

    /// <summary>Revisions of the snapshot that were chosen.</summary>
    public IReadOnlyList<int> SourceRevisions { get; }

    /// <summary>Whether they were chosen by number, so that the newest of them ends as the newest one.</summary>
    public bool RestoresNewest { get; }

    /// <summary>Revisions the destination's secret has.</summary>
    public IReadOnlyList<int> TargetRevisions { get; }

    /// <summary>Metadata of the destination's secret that would be replaced.</summary>
    public IReadOnlyList<ScwFieldChange> Changes { get; }

    /// <summary>Metadata of its versions that would be replaced.</summary>
    public IReadOnlyList<ScwVersionChange> VersionChanges { get; }

    /// <summary>Revisions of the destination that would be taken back from their deletion.</summary>
    public IReadOnlyList<int> RevisionsToRecover { get; }

    /// <summary>Secrets it adds to what counts against the quota: 0 or 1.</summary>
    public int NewSecrets { get; }

    /// <summary>Versions of the destination's secret that count against the quota.</summary>
    public int VersionsBefore { get; }

    /// <summary>Versions that would count.</summary>
    public int VersionsAfter { get; }

    /// <summary>Versions a secret may have.</summary>
    public int VersionLimit { get; }

    /// <summary>What taking it back from its deletion costs, in euros.</summary>
    public decimal EstimatedCost { get; }

    /// <summary>Stands for the state of the destination's secret, values aside; empty where there is none.</summary>
    public string DestinationFingerprint { get; }

    /// <summary>What of the secret can't come back, as far as the plan can tell, each with its reason.</summary>
    public IReadOnlyList<ScwLostField> FieldsLost { get; }

    /// <summary>Why.</summary>
    public string Reason { get; }

    /// <summary>Id of the snapshot, 64 hex digits.</summary>
    public string Snapshot { get; }

    /// <summary>Project of the destination.</summary>
    public string ProjectId { get; }

    /// <summary>Region of the destination.</summary>
    public string Region { get; }

    /// <summary>The action on the target.</summary>
    public override string ToString() => $"{Action} {Target}";
}
