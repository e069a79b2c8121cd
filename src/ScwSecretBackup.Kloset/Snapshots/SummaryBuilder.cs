namespace ScwSecretBackup.Kloset.Snapshots;

/// <summary>
/// Computes the summary of a directory from its children, which are added in bytewise order of their paths.
/// 0 means "unset" in a minimum or maximum, and an unset child resets it: these are the numbers that plakar computes (FORMAT §9.8).
/// </summary>
internal sealed class SummaryBuilder
{
    private const double LowEntropyLimit = 2.0;
    private const double HighEntropyLimit = 7.0;

    private readonly SummaryCounters _directory = new();
    private readonly SummaryCounters _below = new();

    /// <summary>Adds a child that is no directory.</summary>
    public void AddFile(EntryRecord entry)
    {
        _directory.Children++;
        CountMode(entry.FileInfo.Mode);
        if (!entry.Object.IsNil)
        {
            _directory.Objects++;
            _directory.Chunks += entry.ChunkCount;
        }

        // Only content counts: the size of a symbolic link is the length of its target.
        ulong size = FileModes.IsRegular(entry.FileInfo.Mode) ? (ulong)entry.FileInfo.Size : 0;
        long modTime = entry.FileInfo.ModTime.Seconds;
        _directory.MinModTime = Min(_directory.MinModTime, modTime);
        _directory.MaxModTime = Max(_directory.MaxModTime, modTime);
        _directory.MinSize = Min(_directory.MinSize, size);
        _directory.MaxSize = Max(_directory.MaxSize, size);
        _directory.MinEntropy = Min(_directory.MinEntropy, entry.Entropy);
        _directory.MaxEntropy = Max(_directory.MaxEntropy, entry.Entropy);
        _directory.LowEntropy += entry.Entropy <= LowEntropyLimit ? 1UL : 0;
        _directory.HighEntropy += entry.Entropy >= HighEntropyLimit ? 1UL : 0;
        CountContentType(entry.ContentType);
        _directory.Size += size;
        _directory.SumEntropy += entry.Entropy;
    }

    /// <summary>Adds a sub-directory with its finished summary.</summary>
    public void AddDirectory(SummaryRecord summary)
    {
        _directory.Children++;
        _directory.Directories++;
        AddCounts(summary.Below);
        AddCounts(summary.Directory);
        AddExtremes(summary.Below);
        AddExtremes(summary.Directory);
    }

    /// <param name="errors">Errors recorded about direct children.</param>
    public SummaryRecord Finish(ulong errors)
    {
        _below.Errors += errors;
        if (_directory.Files > 0)
        {
            _directory.AverageSize = _directory.Size / _directory.Files;
            _directory.AverageEntropy = _directory.SumEntropy / _directory.Files;
        }

        return new SummaryRecord { Directory = _directory, Below = _below };
    }

    private void CountMode(uint mode)
    {
        switch (mode)
        {
            case var _ when FileModes.IsRegular(mode): _directory.Files++; break;
            case var _ when (mode & FileModes.Symlink) != 0: _directory.Symlinks++; break;
            case var _ when (mode & FileModes.Device) != 0: _directory.Devices++; break;
            case var _ when (mode & FileModes.NamedPipe) != 0: _directory.Pipes++; break;
            case var _ when (mode & FileModes.Socket) != 0: _directory.Sockets++; break;
            default: _directory.Files++; break;
        }

        _directory.SetUid += (mode & FileModes.SetUid) != 0 ? 1UL : 0;
        _directory.SetGid += (mode & FileModes.SetGid) != 0 ? 1UL : 0;
        _directory.Sticky += (mode & FileModes.Sticky) != 0 ? 1UL : 0;
    }

    private void CountContentType(string contentType)
    {
        switch (contentType)
        {
            case "": break;
            case var _ when contentType.StartsWith("text/", StringComparison.Ordinal): _directory.TextTypes++; break;
            case var _ when contentType.StartsWith("image/", StringComparison.Ordinal): _directory.ImageTypes++; break;
            case var _ when contentType.StartsWith("audio/", StringComparison.Ordinal): _directory.AudioTypes++; break;
            case var _ when contentType.StartsWith("video/", StringComparison.Ordinal): _directory.VideoTypes++; break;
            case var _ when contentType.StartsWith("application/", StringComparison.Ordinal): _directory.ApplicationTypes++; break;
            default: _directory.OtherTypes++; break;
        }
    }

    private void AddCounts(SummaryCounters part)
    {
        _below.Directories += part.Directories;
        _below.Files += part.Files;
        _below.Symlinks += part.Symlinks;
        _below.Devices += part.Devices;
        _below.Pipes += part.Pipes;
        _below.Sockets += part.Sockets;
        _below.Children += part.Children;
        _below.SetUid += part.SetUid;
        _below.SetGid += part.SetGid;
        _below.Sticky += part.Sticky;
        _below.Objects += part.Objects;
        _below.Chunks += part.Chunks;
        _below.Size += part.Size;
        _below.HighEntropy += part.HighEntropy;
        _below.LowEntropy += part.LowEntropy;
        _below.AudioTypes += part.AudioTypes;
        _below.VideoTypes += part.VideoTypes;
        _below.ImageTypes += part.ImageTypes;
        _below.TextTypes += part.TextTypes;
        _below.ApplicationTypes += part.ApplicationTypes;
        _below.OtherTypes += part.OtherTypes;
        _below.Errors += part.Errors;
    }

    private void AddExtremes(SummaryCounters part)
    {
        _below.MinSize = Min(_below.MinSize, part.MinSize);
        _below.MaxSize = Max(_below.MaxSize, part.MaxSize);
        _below.MinModTime = Min(_below.MinModTime, part.MinModTime);
        _below.MaxModTime = Max(_below.MaxModTime, part.MaxModTime);
        _below.MinEntropy = Min(_below.MinEntropy, part.MinEntropy);
        _below.MaxEntropy = Max(_below.MaxEntropy, part.MaxEntropy);
    }

    private static T Min<T>(T current, T value)
        where T : System.Numerics.INumber<T> => current == T.Zero || value < current ? value : current;

    private static T Max<T>(T current, T value)
        where T : System.Numerics.INumber<T> => current == T.Zero || value > current ? value : current;
}
