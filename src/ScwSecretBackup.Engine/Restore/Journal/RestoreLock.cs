using System.Globalization;
using ScwSecretBackup.Engine.Apps;

namespace ScwSecretBackup.Engine.Restore.Journal;

/// <summary>
/// Lets one process at a time restore a snapshot into a destination. The operating system holds the lock on an empty file and lets go of it with the process,
/// however that ends; the file stays. A file beside it names the owner.
/// </summary>
internal sealed class RestoreLock : IDisposable
{
    private const int MaxOwnerLength = 200;

    private readonly FileStream _file;
    private readonly string _owner;

    private RestoreLock(FileStream file, string owner)
    {
        _file = file;
        _owner = owner;
    }

    /// <summary>Takes the lock; null where the folder can't be written.</summary>
    /// <param name="path">The lock file without its extension.</param>
    /// <param name="destination">Region and project, for the error.</param>
    /// <exception cref="EngineException">Another process, or another session of this one, has it.</exception>
    public static RestoreLock? TryAcquire(string path, string destination)
    {
        string file = path + ".lock";
        string owner = path + ".owner";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var held = new RestoreLock(AtomicFile.OpenPrivate(file, FileMode.OpenOrCreate), owner);
            held.NameOwner();
            return held;
        }
        catch (IOException exception) when (IsHeld(file))
        {
            throw new EngineException(
                EngineErrorKind.RestoreInProgress,
                $"This snapshot is being restored into {destination} right now, by {ReadOwner(owner)}. Nothing was written.",
                "Wait until that restore has ended, or stop it, and run the command again.",
                exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        try
        {
            File.Delete(_owner);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The next owner writes its own name over it.
        }

        _file.Dispose();
    }

    /// <summary>Whether a file is there and can't be had although it may be written: somebody holds it.</summary>
    private static bool IsHeld(string file)
    {
        try
        {
            using var free = new FileStream(file, FileMode.Open, FileAccess.Write, FileShare.None);
            return false;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    private static string ReadOwner(string path)
    {
        try
        {
            return new FileInfo(path) is { Exists: true, Length: > 0 and <= MaxOwnerLength } ? File.ReadAllText(path) : "another process";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "another process";
        }
    }

    private void NameOwner()
    {
        try
        {
            File.WriteAllText(_owner, string.Create(CultureInfo.InvariantCulture, $"the process {Environment.ProcessId} on {Environment.MachineName}"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The lock holds without a name.
        }
    }
}
