using System.Text;
using System.Text.Json;

namespace ScwSecretBackup.Engine.Backup.Enabling;

/// <summary>
/// One intention in a file, one line for each thing that was noted; the last whole line counts. The operating system holds the lock on the open file
/// and lets go of it with the process, however that ends.
/// </summary>
internal sealed class IntentionFile : IHeldIntention
{
    private const int MaxLength = 64 * 1024;

    private readonly FileStream _file;

    private IntentionFile(FileStream file, EnablingIntention intention)
    {
        _file = file;
        Intention = intention;
    }

    /// <inheritdoc />
    public EnablingIntention Intention { get; private set; }

    /// <summary>Writes an intention to a new file, durably.</summary>
    /// <exception cref="IOException">It can't be written.</exception>
    public static IntentionFile Create(string path, EnablingIntention intention)
    {
        FileStream file = Open(path, FileMode.CreateNew);
        try
        {
            var created = new IntentionFile(file, intention);
            created.Append();
            return created;
        }
        catch
        {
            file.Dispose();
            File.Delete(path);
            throw;
        }
    }

    /// <summary>Opens the file of somebody else who is gone.</summary>
    /// <returns>Null where the process ended while it wrote, so that nothing was enabled; the file is deleted then.</returns>
    /// <exception cref="IOException">Its owner has it, or it can't be read.</exception>
    /// <exception cref="InvalidDataException">Something else is written there.</exception>
    public static IntentionFile? TakeOver(string path)
    {
        FileStream file = Open(path, FileMode.Open);
        try
        {
            string? line = ReadLastWholeLine(file);
            if (line is not null)
            {
                return new IntentionFile(file, Parse(line));
            }

            Delete(file);
            return null;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    public void NoteEnabled(DateTimeOffset enabledAt)
    {
        Intention = Intention with { EnabledAt = enabledAt };
        try
        {
            Append();
        }
        catch (IOException)
        {
            // The first line stands; without the time the version is disabled again all the same.
        }
    }

    /// <inheritdoc />
    public void Complete() => Delete(_file);

    /// <inheritdoc />
    public void Dispose() => _file.Dispose();

    private static FileStream Open(string path, FileMode mode)
    {
        // Sharing the deletion, which Windows asks for, would be a shared lock elsewhere.
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = OperatingSystem.IsWindows() ? FileShare.Delete : FileShare.None };
        if (!OperatingSystem.IsWindows() && mode == FileMode.CreateNew)
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
    }

    private static void Delete(FileStream file)
    {
        // Emptied first: one that can't be deleted says nothing any more.
        file.SetLength(0);
        file.Flush(flushToDisk: true);
        File.Delete(file.Name);
        file.Dispose();
    }

    private static string? ReadLastWholeLine(FileStream file)
    {
        if (file.Length > MaxLength)
        {
            throw new InvalidDataException("It is longer than an intention can be.");
        }

        byte[] bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        string text = Encoding.UTF8.GetString(bytes);
        int end = text.LastIndexOf('\n');
        return end < 0 ? null : text[..end].Split('\n')[^1];
    }

    private static EnablingIntention Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<EnablingIntention>(line) is { Region: not null, ProjectId: not null, SecretId.Length: > 0, Name: not null } intention
                ? intention
                : throw new InvalidDataException("It names no version.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException("It can't be parsed.", exception);
        }
    }

    private void Append()
    {
        _file.Seek(0, SeekOrigin.End);
        _file.Write(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(Intention) + "\n"));
        _file.Flush(flushToDisk: true);
    }
}
