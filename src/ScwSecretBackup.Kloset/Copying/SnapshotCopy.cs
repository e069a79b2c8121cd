using ScwSecretBackup.Kloset.Snapshots;

namespace ScwSecretBackup.Kloset.Copying;

/// <summary>What the copying of a snapshot did.</summary>
/// <param name="Snapshot">The snapshot.</param>
/// <param name="Outcome">Whether it was copied.</param>
/// <param name="BytesWritten">Bytes sent to the target.</param>
/// <param name="LostSignature">The snapshot is signed and its copy is not: the signature covers names that change with the key of the store.</param>
public sealed record SnapshotCopy(SnapshotHeader Snapshot, CopyOutcome Outcome, long BytesWritten, bool LostSignature);
