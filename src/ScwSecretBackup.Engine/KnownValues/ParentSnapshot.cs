using System.Globalization;
using ScwSecretBackup.Engine.Layout;
using ScwSecretBackup.Kloset.Snapshots;

namespace ScwSecretBackup.Engine.KnownValues;

/// <summary>The snapshot that a backup continues.</summary>
/// <param name="Reader">The open snapshot.</param>
/// <param name="Manifest">Its manifest.</param>
internal sealed record ParentSnapshot(SnapshotReader Reader, Manifest Manifest)
{
    /// <summary>Key of the context entry that says how many snapshots of the source the backup knew.</summary>
    public const string HistoryKey = "History";

    /// <summary>
    /// Whether every snapshot but this one was there when it was made, as far as their number tells. Then what it looked for in vain needs no
    /// second search; otherwise snapshots came in from another store.
    /// </summary>
    public bool KnewAllBefore(SnapshotHistory history)
    {
        string recorded = Reader.Header.Description.Context.FirstOrDefault(pair => pair.Key == HistoryKey).Value ?? "";
        return int.TryParse(recorded, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && history.Count - 1 <= count;
    }
}
