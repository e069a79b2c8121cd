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
        Revisions = item.RevisionsToWrite.ToArray();
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
