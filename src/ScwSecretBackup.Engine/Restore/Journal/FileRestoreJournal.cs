using System.Text;
using System.Text.Json;

namespace ScwSecretBackup.Engine.Restore.Journal;

/// <summary>
/// A journal in a file of its own for each store, snapshot and destination: one line for each secret that is begun, and one when it ended. A journal only
/// helps to resume, so that trouble with its file stops no restore. The file goes when all that was begun has ended.
/// </summary>
public sealed class FileRestoreJournal : IRestoreJournal, IDisposable
{
    private const long MaxLength = 64 * 1024 * 1024;

    private readonly string _path;
    private readonly string _destination;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly Dictionary<(string, string, string), UnfinishedWork> _open = [];

    private FileRestoreJournal(string path, string destination)
    {
        _path = path;
        _destination = destination;
    }

    /// <summary>Opens the journal in a folder, which need not exist.</summary>
    /// <param name="folder">Folder of the journals of this user.</param>
    /// <param name="storeId">The store.</param>
    /// <param name="snapshotId">The snapshot.</param>
    /// <param name="region">Region of the destination.</param>
    /// <param name="projectId">Project of the destination.</param>
    public static FileRestoreJournal Open(string folder, Guid storeId, string snapshotId, string region, string projectId)
    {
        string key = $"{storeId:N}|{snapshotId}|{region}|{projectId}";
        string name = Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..32];
        var journal = new FileRestoreJournal(Path.Combine(folder, $"{name}.jsonl"), $"{region}/{projectId}");
        journal.Load();
        return journal;
    }

    /// <summary>
    /// Keeps other processes from restoring the same snapshot into the same destination until the result is disposed, and takes over what they have left
    /// since the journal was opened. Null where the folder can't be written: that stops no restore.
    /// </summary>
    /// <exception cref="EngineException">Another process is restoring it.</exception>
    public IDisposable? Lock()
    {
        var held = RestoreLock.TryAcquire(Path.ChangeExtension(_path, null), _destination);
        lock (_open)
        {
            _open.Clear();
        }

        Load();
        return held;
    }

    /// <inheritdoc />
    public UnfinishedWork? Find(string sourceId, string folder, string name)
    {
        lock (_open)
        {
            return _open.GetValueOrDefault((sourceId, folder, name));
        }
    }

    /// <inheritdoc />
    public Task BeginAsync(UnfinishedWork work, CancellationToken cancellationToken) => RecordAsync(new JournalLine(work, HasEnded: false), cancellationToken);

    /// <inheritdoc />
    public Task EndAsync(UnfinishedWork work, CancellationToken cancellationToken) => RecordAsync(new JournalLine(work, HasEnded: true), cancellationToken);

    /// <inheritdoc />
    public void Dispose() => _gate.Dispose();

    private async Task RecordAsync(JournalLine line, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (Apply(line))
            {
                File.Delete(_path);
            }
            else
            {
                await AppendAsync(line).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Without the journal an interrupted restore is completed by the conflict action NewVersion.
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Takes a line into account; true when nothing is open any more.</summary>
    private bool Apply(JournalLine line)
    {
        (string, string, string) key = (line.Work.SourceId, line.Work.Folder, line.Work.Name);
        lock (_open)
        {
            if (line.HasEnded)
            {
                _open.Remove(key);
            }
            else
            {
                _open.TryAdd(key, line.Work);
            }

            return _open.Count == 0;
        }
    }

    private async Task AppendAsync(JournalLine line)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        var options = new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var stream = new FileStream(_path, options);
        await stream.WriteAsync(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(line) + "\n")).ConfigureAwait(false);
        stream.Flush(flushToDisk: true);
    }

    private void Load()
    {
        try
        {
            if (new FileInfo(_path) is not { Exists: true, Length: <= MaxLength })
            {
                return;
            }

            foreach (string text in File.ReadLines(_path))
            {
                // The last line may be cut: the process was killed while it wrote, so what it announces has not begun.
                if (TryParse(text) is { } line)
                {
                    Apply(line);
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _open.Clear();
        }
    }

    private static JournalLine? TryParse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<JournalLine>(text) is { Work: { SourceId: not null, Folder: not null, Name: not null, KnownRevisions: not null } } line ? line : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record JournalLine(UnfinishedWork Work, bool HasEnded);
}
