using ScwSecretBackup.Engine.Restore.Journal;

namespace ScwSecretBackup.Infrastructure;

/// <summary>Where restores remember what they began: ids, folders and names, no values. Below a folder of this user that outlives the session.</summary>
internal sealed class RestoreJournalFile
{
    private const string Variable = "SCWSECRETBACKUP_STATE";

    private readonly FileRestoreJournal? _file;

    private RestoreJournalFile(FileRestoreJournal? file) => _file = file;

    /// <summary>The journal.</summary>
    public IRestoreJournal Journal => _file is null ? new NoRestoreJournal() : _file;

    /// <summary>Keeps other processes from the same restore until the result is disposed; null where nothing can be remembered.</summary>
    /// <exception cref="Engine.EngineException">Another process is at it.</exception>
    public IDisposable? Lock() => _file?.Lock();

    /// <summary>Opens the journal of one restore.</summary>
    public static RestoreJournalFile Open(Guid storeId, string snapshotId, string region, string projectId) => new(FindFolder() is { } folder
        ? FileRestoreJournal.Open(Path.Combine(folder, "restores"), storeId, snapshotId, region, projectId)
        : null);

    private static string? FindFolder()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given)
        {
            return Path.IsPathFullyQualified(given) ? given : null;
        }

        if (OperatingSystem.IsWindows())
        {
            return Below(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "ScwSecretBackup");
        }

        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return Below(Environment.GetEnvironmentVariable("XDG_STATE_HOME"), "scwsecretbackup") ?? Below(home, Path.Combine(".local", "state", "scwsecretbackup"));
    }

    private static string? Below(string? folder, string name) => Path.IsPathFullyQualified(folder ?? "") ? Path.Combine(folder!, name) : null;
}
