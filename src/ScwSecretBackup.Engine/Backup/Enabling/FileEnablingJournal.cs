using System.Security.Cryptography;
using System.Text;
using ScwSecretBackup.Engine.Apps;
using ScwSecretBackup.Kloset.Storage;

namespace ScwSecretBackup.Engine.Backup.Enabling;

/// <summary>
/// Keeps intentions in files, one for each version that is enabled: the first part of a file's name is the same for the same version, the rest is its own.
/// Trouble with the files stops no backup, and is said.
/// </summary>
public sealed class FileEnablingJournal : IEnablingJournal
{
    private const string Extension = ".enabled";

    private readonly string _folder;
    private readonly Action<string> _onTrouble;

    /// <summary>Keeps the files in a folder, which need not exist.</summary>
    /// <param name="folder">Folder of this user.</param>
    /// <param name="onTrouble">Told what can't be remembered or read.</param>
    public FileEnablingJournal(string folder, Action<string> onTrouble)
    {
        _folder = folder;
        _onTrouble = onTrouble;
    }

    /// <inheritdoc />
    public IHeldIntention Begin(EnablingIntention intention)
    {
        string name = $"{KeyOf(intention.Region, intention.ProjectId)}-{KeyOf(intention.SecretId, $"{intention.Revision}")}-{Guid.NewGuid():N}{Extension}";
        try
        {
            AtomicFile.CreateFolder(_folder);
            var file = IntentionFile.Create(Path.Combine(_folder, name), intention);
            FolderSync.Flush(_folder);
            return file;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _onTrouble($"{intention.Name} is enabled to be read, and that can't be written down in {_folder} ({exception.Message}): if this process is killed now, the version stays enabled and no later backup knows it.");
            return new ForgottenIntention(intention);
        }
    }

    /// <inheritdoc />
    public IReadOnlyList<IHeldIntention> TakeAbandoned(string region, string projectId)
    {
        var abandoned = new List<(string Version, IntentionFile File)>();
        var running = new HashSet<string>(StringComparer.Ordinal);
        foreach (string path in Find($"{KeyOf(region, projectId)}-*{Extension}"))
        {
            string version = Path.GetFileName(path).Split('-')[1];
            try
            {
                if (IntentionFile.TakeOver(path) is { } file)
                {
                    abandoned.Add((version, file));
                }
            }
            catch (FileNotFoundException)
            {
                // Its owner has just completed it.
            }
            catch (Exception exception) when (exception is IOException && IsHeld(path))
            {
                running.Add(version);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
            {
                _onTrouble($"The note {path} of a version that a backup enabled can't be read ({exception.Message}). Look for versions in {region}/{projectId} that should be disabled, then delete the file.");
            }
        }

        return LeaveRunning(abandoned, running);
    }

    /// <summary>A running backup that has enabled the same version disables it.</summary>
    private static IHeldIntention[] LeaveRunning(List<(string Version, IntentionFile File)> abandoned, HashSet<string> running)
    {
        foreach ((_, IntentionFile file) in abandoned.Where(item => running.Contains(item.Version)))
        {
            file.Dispose();
        }

        return [.. abandoned.Where(item => !running.Contains(item.Version)).Select(item => item.File)];
    }

    private static bool IsHeld(string path)
    {
        try
        {
            using var free = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return false;
        }
        catch (Exception exception) when (exception is FileNotFoundException or UnauthorizedAccessException)
        {
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    private static string KeyOf(string first, string second) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{first}\n{second}")))[..16];

    private string[] Find(string pattern)
    {
        try
        {
            return Directory.Exists(_folder) ? [.. Directory.EnumerateFiles(_folder, pattern).Order(StringComparer.Ordinal)] : [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _onTrouble($"Whether an earlier backup left a version enabled can't be seen: {_folder} can't be read ({exception.Message}).");
            return [];
        }
    }
}
