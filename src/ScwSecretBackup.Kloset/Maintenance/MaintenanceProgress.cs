namespace ScwSecretBackup.Kloset.Maintenance;

/// <summary>Where maintenance stands.</summary>
/// <param name="SnapshotsDone">Snapshots whose references were followed.</param>
/// <param name="SnapshotCount">All snapshots.</param>
public sealed record MaintenanceProgress(int SnapshotsDone, int SnapshotCount);
