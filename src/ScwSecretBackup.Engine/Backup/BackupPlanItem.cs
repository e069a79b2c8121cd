namespace ScwSecretBackup.Engine.Backup;

/// <summary>What a backup will do with one version.</summary>
/// <param name="Folder">Folder of the secret.</param>
/// <param name="Name">Name of the secret.</param>
/// <param name="SecretId">Id of the secret.</param>
/// <param name="Revision">Version; 0 for a secret without versions.</param>
/// <param name="Action">What will happen.</param>
/// <param name="Reason">Why, where it is not plain from the action.</param>
public sealed record BackupPlanItem(string Folder, string Name, string SecretId, int Revision, BackupAction Action, string Reason);
