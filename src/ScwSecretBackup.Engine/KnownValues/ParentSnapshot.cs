using ScwSecretBackup.Engine.Layout;
using ScwSecretBackup.Kloset.Snapshots;

namespace ScwSecretBackup.Engine.KnownValues;

/// <summary>The snapshot that a backup continues.</summary>
/// <param name="Reader">The open snapshot.</param>
/// <param name="Manifest">Its manifest.</param>
internal sealed record ParentSnapshot(SnapshotReader Reader, Manifest Manifest);
