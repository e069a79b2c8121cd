namespace ScwSecretBackup.Engine.Restore.Journal;

/// <summary>A secret whose restore began and is not known to have ended.</summary>
/// <param name="SourceId">Id of the secret in the snapshot.</param>
/// <param name="Folder">Folder in the destination.</param>
/// <param name="Name">Name in the destination.</param>
/// <param name="TargetId">Id of the destination's secret when it was there before, else null.</param>
/// <param name="KnownRevisions">Revisions that secret had before: every other one that holds a value of the snapshot is the restore's.</param>
public sealed record UnfinishedWork(string SourceId, string Folder, string Name, string? TargetId, IReadOnlyList<int> KnownRevisions);
