using ScwSecretBackup.Kloset.Envelopes;
using ScwSecretBackup.Kloset.Storage;

namespace ScwSecretBackup.Kloset.Caching;

/// <summary>Writes a new segment under a temporary name, and takes its name when it is whole. For one thread.</summary>
internal sealed class CacheSegmentWriter : IDisposable
{
    public const string TemporaryPrefix = "tmp.";

    private readonly string _folder;
    private readonly string _temporary;
    private readonly FileStream _file;
    private readonly List<CachedStateEntry> _entries = [];

    public CacheSegmentWriter(string folder)
    {
        CreateFolder(folder);
        _folder = folder;
        _temporary = Path.Combine(folder, $"{TemporaryPrefix}{Guid.NewGuid():N}");
        _file = new FileStream(_temporary, PrivateFolder.NewFile());
    }

    /// <summary>Bytes of states so far.</summary>
    public long Length { get; private set; }

    /// <summary>States so far.</summary>
    public int Count => _entries.Count;

    public void Add(Mac id, KlosetVersion version, ReadOnlySpan<byte> encrypted)
    {
        _file.Write(encrypted);
        _entries.Add(new CachedStateEntry(id, version, Length, encrypted.Length));
        Length += encrypted.Length;
    }

    /// <summary>
    /// Ends the segment. It is not synced to disk: after a power cut it may be damaged, which is found when it is read, and costs less
    /// than making every run wait.
    /// </summary>
    public void Complete()
    {
        _file.Write(CacheSegment.WriteIndex(_entries, Length));
        _file.Dispose();
        File.Move(_temporary, Path.Combine(_folder, $"{Guid.NewGuid():N}{CacheSegment.Extension}"));
    }

    /// <summary>Removes what was not completed.</summary>
    public void Dispose()
    {
        _file.Dispose();
        try
        {
            File.Delete(_temporary);
        }
        catch (Exception exception) when (FileStorageErrors.IsFileSystemError(exception))
        {
            // It is collected once it is old.
        }
    }

    /// <summary>Creates the folder and every one above that is missing, each for its owner alone.</summary>
    private static void CreateFolder(string folder)
    {
        if (!Directory.Exists(folder))
        {
            if (Path.GetDirectoryName(folder) is { } parent)
            {
                CreateFolder(parent);
            }

            PrivateFolder.Create(folder);
        }
    }
}
