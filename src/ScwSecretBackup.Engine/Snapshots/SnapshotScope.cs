using ScwSecretBackup.Engine.Backup;
using ScwSecretBackup.Engine.Selection;
using ScwSecretBackup.Kloset.Snapshots;

namespace ScwSecretBackup.Engine.Snapshots;

/// <summary>How much of its source a snapshot holds.</summary>
public static class SnapshotScope
{
    private static readonly string Whole = $"{SecretSelection.Everything}";

    /// <summary>What a snapshot was limited to, in words; empty when it holds everything, or when this product did not make it.</summary>
    public static string FilterOf(SnapshotDescription description) =>
        description.Context.FirstOrDefault(pair => pair.Key == BackupRunner.FilterKey).Value is { } filter && filter != Whole ? filter : "";
}
