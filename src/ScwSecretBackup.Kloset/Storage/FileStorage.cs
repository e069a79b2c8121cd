using System.Runtime.CompilerServices;
using Microsoft.Win32.SafeHandles;

namespace ScwSecretBackup.Kloset.Storage;

/// <summary>
/// A store in a local or mounted folder (FORMAT §11.1). A put writes a temporary file, syncs it, renames it over the final name and
/// syncs the folder: after a crash or a power cut there is the whole file or none.
/// </summary>
public sealed class FileStorage : IStorage
{
    private readonly FileStorageLayout _layout;

    /// <summary>Uses the folder at <paramref name="root"/>, an absolute path.</summary>
    /// <exception cref="ArgumentException">The path is not absolute.</exception>
    public FileStorage(string root)
    {
        if (!Path.IsPathFullyQualified(root))
        {
            throw new ArgumentException($"The path '{root}' of the store is not absolute.", nameof(root));
        }

        Location = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));
        _layout = new FileStorageLayout(Location);
    }

    /// <inheritdoc />
    public string Location { get; }

    /// <summary>Whether a new store fits into the folder: it is missing, empty, or holds only what an interrupted creation left.</summary>
    /// <exception cref="KlosetStorageException">The folder can't be read.</exception>
    public Task<bool> IsFreeAsync(CancellationToken cancellationToken) => Run("look at", Location, _layout.IsFree, cancellationToken);

    /// <inheritdoc />
    public Task InitializeAsync(CancellationToken cancellationToken) => Run("create a store at", Location, Initialize, cancellationToken);

    /// <inheritdoc />
    public async IAsyncEnumerable<Mac> ListAsync(StorageArea area, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<Mac> ids = await Run("list", Location, () => _layout.List(area), cancellationToken).ConfigureAwait(false);
        foreach (Mac id in ids)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return id;
        }
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<StoredFile> ListFilesAsync(StorageArea area, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<StoredFile> files = await Run("list", Location, () => ListWithLengths(area), cancellationToken).ConfigureAwait(false);
        foreach (StoredFile file in files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return file;
        }
    }

    /// <inheritdoc />
    public Task<long?> GetLengthAsync(StorageKey key, CancellationToken cancellationToken)
    {
        string path = _layout.PathOf(key);
        return Run("look at", path, () => LengthOf(path), cancellationToken);
    }

    /// <inheritdoc />
    public async Task<byte[]> ReadAsync(StorageKey key, int maxLength, CancellationToken cancellationToken)
    {
        string path = _layout.PathOf(key);
        try
        {
            using SafeFileHandle file = OpenForReading(path);
            long length = RandomAccess.GetLength(file);
            if (length > maxLength)
            {
                throw new KlosetFormatException($"The file '{path}' has {length} bytes where at most {maxLength} may be. It is damaged or no file of a store.");
            }

            byte[] content = new byte[length];
            await FillAsync(file, path, 0, content, cancellationToken).ConfigureAwait(false);
            return content;
        }
        catch (Exception exception) when (FileStorageErrors.IsFileSystemError(exception))
        {
            throw FileStorageErrors.Translate(exception, "read", path);
        }
    }

    /// <inheritdoc />
    public async Task ReadRangeAsync(StorageKey key, long offset, Memory<byte> destination, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        string path = _layout.PathOf(key);
        try
        {
            using SafeFileHandle file = OpenForReading(path);
            await FillAsync(file, path, offset, destination, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (FileStorageErrors.IsFileSystemError(exception))
        {
            throw FileStorageErrors.Translate(exception, "read", path);
        }
    }

    /// <inheritdoc />
    public Task PutAsync(StorageKey key, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        string path = _layout.PathOf(key);
        return Run("write", path, () => Put(key, path, content, replace: true, cancellationToken), cancellationToken);
    }

    /// <inheritdoc />
    public Task<bool> TryPutNewAsync(StorageKey key, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        string path = _layout.PathOf(key);
        return Run("write", path, () => Put(key, path, content, replace: false, cancellationToken), cancellationToken);
    }

    /// <inheritdoc />
    public Task DeleteAsync(StorageKey key, CancellationToken cancellationToken)
    {
        string path = _layout.PathOf(key);
        return Run("delete", path, () => Delete(path), cancellationToken);
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private bool Initialize()
    {
        if (!_layout.IsFree())
        {
            throw new KlosetStorageException(
                $"Can't create a store at '{Location}': it already holds something. Choose an empty or new folder.", StorageFailure.AlreadyExists);
        }

        _layout.CreateFolders();
        return true;
    }

    private bool Put(StorageKey key, string path, ReadOnlyMemory<byte> content, bool replace, CancellationToken cancellationToken)
    {
        if (!replace && File.Exists(path))
        {
            return false;
        }

        string temporary = _layout.NewTemporary(key.Area);
        try
        {
            WriteDurably(temporary, content);
            cancellationToken.ThrowIfCancellationRequested();
            if (!TryMove(temporary, path, replace))
            {
                return false;
            }

            FolderSync.Flush(Path.GetDirectoryName(path)!);
            return true;
        }
        finally
        {
            DeleteLeftover(temporary);
        }
    }

    private void WriteDurably(string temporary, ReadOnlyMemory<byte> content)
    {
        using FileStream file = CreateTemporary(temporary);
        file.Write(content.Span);
        file.Flush(flushToDisk: true);
    }

    private FileStream CreateTemporary(string temporary)
    {
        try
        {
            return new FileStream(temporary, PrivateFolder.NewFile());
        }
        catch (DirectoryNotFoundException) when (Directory.Exists(Location))
        {
            FileStorageLayout.RestoreFolderOf(temporary);
            return new FileStream(temporary, PrivateFolder.NewFile());
        }
    }

    /// <summary>False when the name is taken and must not be replaced.</summary>
    private static bool TryMove(string temporary, string path, bool replace)
    {
        if (!Directory.Exists(Path.GetDirectoryName(path)))
        {
            FileStorageLayout.RestoreFolderOf(path);
        }

        if (!replace)
        {
            return NewName.TryTake(temporary, path);
        }

        File.Move(temporary, path, overwrite: true);
        return true;
    }

    private List<StoredFile> ListWithLengths(StorageArea area)
    {
        List<StoredFile> files = [];
        foreach (Mac id in _layout.List(area))
        {
            if (LengthOf(_layout.PathOf(new StorageKey(area, id))) is { } length)
            {
                files.Add(new StoredFile(id, length));
            }
        }

        return files;
    }

    private static long? LengthOf(string path)
    {
        try
        {
            return new FileInfo(path).Length;
        }
        catch (Exception exception) when (FileStorageErrors.IsMissing(exception))
        {
            return null;
        }
    }

    /// <summary>False when not even the folder is there.</summary>
    private static bool Delete(string path)
    {
        try
        {
            File.Delete(path);
            FolderSync.Flush(Path.GetDirectoryName(path)!);
            return true;
        }
        catch (DirectoryNotFoundException)
        {
            return false;
        }
    }

    /// <summary>The put has failed or was refused; what went wrong matters more than a leftover that readers ignore.</summary>
    private static void DeleteLeftover(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception exception) when (FileStorageErrors.IsFileSystemError(exception))
        {
        }
    }

    private static SafeFileHandle OpenForReading(string path) =>
        File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.Asynchronous);

    private static async Task FillAsync(SafeFileHandle file, string path, long offset, Memory<byte> destination, CancellationToken cancellationToken)
    {
        while (!destination.IsEmpty)
        {
            int read = await RandomAccess.ReadAsync(file, destination, offset, cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                throw new KlosetFormatException($"The file '{path}' ends at byte {offset}, {destination.Length} bytes before it should. It is damaged.");
            }

            offset += read;
            destination = destination[read..];
        }
    }

    private static async Task<T> Run<T>(string action, string path, Func<T> operation, CancellationToken cancellationToken)
    {
        try
        {
            return await Task.Run(operation, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (FileStorageErrors.IsFileSystemError(exception))
        {
            throw FileStorageErrors.Translate(exception, action, path);
        }
    }
}
