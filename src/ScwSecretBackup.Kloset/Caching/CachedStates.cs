using ScwSecretBackup.Kloset.Envelopes;
using ScwSecretBackup.Kloset.States;
using ScwSecretBackup.Kloset.Storage;
using ScwSecretBackup.Memory;

namespace ScwSecretBackup.Kloset.Caching;

/// <summary>
/// The cached states of one store, for the length of one look at it: reads those that are there, takes up those that are new, and in the
/// end rewrites what is stale. Reading and adding are safe for concurrent use; nothing here throws for trouble with the cache.
/// </summary>
internal sealed class CachedStates : IDisposable
{
    // No process takes that long to write a segment: whoever began it is gone.
    private static readonly TimeSpan LeftoverAge = TimeSpan.FromDays(1);

    // A segment is longer than its states, so those of equally many equal states must count as equal.
    private const int AbsorbedRatio = 2;

    private readonly string _folder;
    private readonly CacheCipher _cipher;
    private readonly Action<string> _onTrouble;
    private readonly object _gate = new();
    private readonly List<CacheSegment> _segments = [];
    private readonly List<string> _damagedFiles = [];
    private readonly Dictionary<Mac, (CacheSegment Segment, CachedStateEntry Entry)> _entries = [];
    private readonly HashSet<Mac> _rejected = [];
    private CacheSegmentWriter? _writer;
    private bool _failed;

    public CachedStates(string folder, CacheCipher cipher, Action<string> onTrouble)
    {
        _folder = folder;
        _cipher = cipher;
        _onTrouble = onTrouble;
    }

    /// <summary>Reads the indexes of the segments.</summary>
    public void Load()
    {
        try
        {
            foreach (string path in Directory.Exists(_folder) ? Directory.EnumerateFiles(_folder, $"*{CacheSegment.Extension}") : [])
            {
                TryLoad(path);
            }
        }
        catch (Exception exception) when (StateCache.IsTrouble(exception))
        {
            GiveUp(exception);
        }
    }

    /// <summary>A state as it was cached, or null when it is not or is damaged.</summary>
    public StateDelta? TryRead(Mac id)
    {
        if (!_entries.TryGetValue(id, out (CacheSegment Segment, CachedStateEntry Entry) cached))
        {
            return null;
        }

        try
        {
            using PinnedMemoryOwner? stream = _cipher.TryOpen(id, cached.Entry.Version, cached.Segment.Read(cached.Entry));
            if (stream is not null)
            {
                return StateFile.ParseStream(stream.Memory.Span, cached.Entry.Version, id);
            }
        }
        catch (Exception exception) when (StateCache.IsTrouble(exception))
        {
            // Rejected like any other damage.
        }

        Reject(id);
        return null;
    }

    /// <summary>Takes up a state that was read from the store and parsed, or has just been put.</summary>
    /// <param name="id">Its name.</param>
    /// <param name="version">Its version.</param>
    /// <param name="stream">Its record stream.</param>
    public void Add(Mac id, KlosetVersion version, ReadOnlySpan<byte> stream)
    {
        byte[] encrypted = _cipher.Seal(id, version, stream);
        lock (_gate)
        {
            if (_failed)
            {
                return;
            }

            try
            {
                _writer ??= new CacheSegmentWriter(_folder);
                _writer.Add(id, version, encrypted);
            }
            catch (Exception exception) when (StateCache.IsTrouble(exception))
            {
                GiveUp(exception);
            }
        }
    }

    /// <summary>Makes the additions visible to the next look, and drops the states that the store doesn't have any more.</summary>
    /// <param name="listed">All states of the store; null when nobody has looked.</param>
    public void Complete(IReadOnlySet<Mac>? listed)
    {
        lock (_gate)
        {
            if (_failed)
            {
                return;
            }

            try
            {
                List<CacheSegment> absorbed = Absorb(listed);
                CompleteWriter();
                foreach (string path in absorbed.Select(segment => segment.Path).Concat(_damagedFiles).Concat(Leftovers()))
                {
                    File.Delete(path);
                }
            }
            catch (Exception exception) when (StateCache.IsTrouble(exception))
            {
                GiveUp(exception);
            }
        }
    }

    public void Dispose()
    {
        _cipher.Dispose();
        _writer?.Dispose();
        foreach (CacheSegment segment in _segments)
        {
            segment.Dispose();
        }
    }

    private void Reject(Mac id)
    {
        lock (_gate)
        {
            _rejected.Add(id);
        }

        _onTrouble($"The cached copy of state {id} is damaged or belongs to another store; it is read from the store again.");
    }

    private void TryLoad(string path)
    {
        try
        {
            CacheSegment segment = CacheSegment.Open(path);
            _segments.Add(segment);
            foreach (CachedStateEntry entry in segment.Entries)
            {
                _entries.TryAdd(entry.Id, (segment, entry));
            }
        }
        catch (Exception exception) when (FileStorageErrors.IsMissing(exception))
        {
            // Another process has just rewritten it.
        }
        catch (KlosetFormatException exception)
        {
            _damagedFiles.Add(path);
            _onTrouble($"{exception.Message} It is made anew.");
        }
    }

    /// <summary>
    /// Copies what is still good out of segments that hold anything else, and out of those that are not much larger than what is written
    /// anyway: so the number of segments stays logarithmic, and so does the number of times a state is copied.
    /// </summary>
    private List<CacheSegment> Absorb(IReadOnlySet<Mac>? listed)
    {
        List<CacheSegment> absorbed = [];
        foreach (CacheSegment segment in _segments.OrderBy(segment => segment.Length))
        {
            CachedStateEntry[] good = [.. segment.Entries.Where(entry => IsGood(segment, entry, listed))];
            if (good.Length == segment.Entries.Count && segment.Length > AbsorbedRatio * (_writer?.Length ?? 0))
            {
                continue;
            }

            foreach (CachedStateEntry entry in good)
            {
                _writer ??= new CacheSegmentWriter(_folder);
                _writer.Add(entry.Id, entry.Version, segment.Read(entry));
            }

            absorbed.Add(segment);
        }

        return absorbed;
    }

    private bool IsGood(CacheSegment segment, CachedStateEntry entry, IReadOnlySet<Mac>? listed) =>
        _entries[entry.Id] == (segment, entry) && !_rejected.Contains(entry.Id) && (listed is null || listed.Contains(entry.Id));

    private void CompleteWriter()
    {
        if (_writer is { Count: > 0 })
        {
            _writer.Complete();
        }

        _writer?.Dispose();
        _writer = null;
    }

    private IEnumerable<string> Leftovers() => Directory.Exists(_folder)
        ? Directory.EnumerateFiles(_folder, $"{CacheSegmentWriter.TemporaryPrefix}*").Where(path => File.GetLastWriteTimeUtc(path) < DateTime.UtcNow - LeftoverAge)
        : [];

    /// <summary>Whatever goes wrong once would go wrong again; what was cached may still be read.</summary>
    private void GiveUp(Exception exception)
    {
        _writer?.Dispose();
        _writer = null;
        if (!_failed)
        {
            _failed = true;
            _onTrouble($"The cache in '{_folder}' can't be kept up to date: {exception.Message} The command goes on without it.");
        }
    }
}
