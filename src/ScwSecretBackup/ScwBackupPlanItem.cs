using ScwSecretBackup.Engine.Backup;

namespace ScwSecretBackup;

/// <summary>What a backup would do with one version.</summary>
public sealed class ScwBackupPlanItem
{
    internal ScwBackupPlanItem(BackupPlanItem item, BackupPlan plan)
    {
        ProjectId = plan.Request.ProjectId;
        Region = plan.Region;
        Folder = item.Folder;
        Name = item.Name;
        SecretId = item.SecretId;
        Revision = item.Revision;
        Action = item.Action;
        Reason = item.Reason;
    }

    /// <summary>What would happen.</summary>
    public BackupAction Action { get; }

    /// <summary>Folder of the secret.</summary>
    public string Folder { get; }

    /// <summary>Name of the secret.</summary>
    public string Name { get; }

    /// <summary>Id of the secret.</summary>
    public string SecretId { get; }

    /// <summary>Number of the version; 0 stands for a secret without versions.</summary>
    public int Revision { get; }

    /// <summary>Why, where the action does not say it.</summary>
    public string Reason { get; }

    /// <summary>Project of the source.</summary>
    public string ProjectId { get; }

    /// <summary>Region of the source.</summary>
    public string Region { get; }

    /// <summary>The action on folder, name and revision.</summary>
    public override string ToString() => $"{Action} {SecretPath.Join(Folder, Name)}@{Revision}";
}
