using ScwSecretBackup.Engine.Restore.Journal;

namespace ScwSecretBackup.Infrastructure;

/// <summary>Where restores remember what they began: ids, folders and names, no values.</summary>
internal sealed class RestoreJournalFile
{
    private readonly FileRestoreJournal? _file;

    private RestoreJournalFile(FileRestoreJournal? file) => _file = file;

    /// <summary>The journal.</summary>
    public IRestoreJournal Journal => _file is null ? new NoRestoreJournal() : _file;

    /// <summary>Keeps other processes from the same restore until the result is disposed; null where nothing can be remembered.</summary>
    /// <exception cref="Engine.EngineException">Another process is at it.</exception>
    public IDisposable? Lock() => _file?.Lock();

    /// <summary>Opens the journal of one restore.</summary>
    public static RestoreJournalFile Open(Guid storeId, string snapshotId, string region, string projectId) => new(UserState.FindFolder("restores") is { } folder
        ? FileRestoreJournal.Open(folder, storeId, snapshotId, region, projectId)
        : null);
}
