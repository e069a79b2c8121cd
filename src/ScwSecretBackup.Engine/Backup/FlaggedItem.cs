namespace ScwSecretBackup.Engine.Backup;

/// <summary>Something in the snapshot that a restore will want to know of.</summary>
/// <param name="Folder">Folder of the secret.</param>
/// <param name="Name">Name of the secret.</param>
/// <param name="Revision">Version; 0 for the secret as a whole.</param>
/// <param name="Note">What it is.</param>
public sealed record FlaggedItem(string Folder, string Name, int Revision, string Note);
