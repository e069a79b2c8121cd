namespace ScwSecretBackup.Engine.Restore.Journal;

/// <summary>
/// Remembers between runs what a restore of one snapshot into one destination has begun. The destination alone can't tell an interrupted restore
/// from a secret that somebody made alike; with the journal the same command completes its own work. Holds no value. Safe for concurrent use.
/// </summary>
public interface IRestoreJournal
{
    /// <summary>What an earlier run began for a secret of the snapshot at this folder and name, or null.</summary>
    UnfinishedWork? Find(string sourceId, string folder, string name);

    /// <summary>Remembers the work before its first write.</summary>
    Task BeginAsync(UnfinishedWork work, CancellationToken cancellationToken);

    /// <summary>Forgets the work: it is complete.</summary>
    Task EndAsync(UnfinishedWork work, CancellationToken cancellationToken);
}
