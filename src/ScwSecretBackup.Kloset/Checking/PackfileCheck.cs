using ScwSecretBackup.Kloset.Envelopes;
using ScwSecretBackup.Kloset.Packfiles;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Storage;

namespace ScwSecretBackup.Kloset.Checking;

/// <summary>Checks packfiles with everything in them, and what the states say of them (FORMAT §7). Safe for concurrent use.</summary>
internal sealed class PackfileCheck : IDisposable
{
    /// <summary>What plakar's maintenance leaves alone by default, in case its backup is still running (FORMAT §8.9).</summary>
    private static readonly TimeSpan GracePeriod = TimeSpan.FromDays(7);

    /// <summary>Above what writers make, files are read one at a time.</summary>
    private const long LargeFile = 96L << 20;

    private readonly KlosetStore _store;
    private readonly bool _structureOnly;
    private readonly PackfileBlobs _blobs;
    private readonly Dictionary<Mac, PackfileStatus> _statuses;
    private readonly ILookup<Mac, (BlobKey Key, BlobLocation Location)> _locations;
    private readonly SemaphoreSlim _large = new(1);
    private long _bytes;

    /// <param name="store">The store.</param>
    /// <param name="structureOnly">Whether the blobs are left alone.</param>
    /// <param name="intact">Receives what is found intact.</param>
    public PackfileCheck(KlosetStore store, bool structureOnly, IntactBlobs intact)
    {
        _store = store;
        _structureOnly = structureOnly;
        _blobs = new PackfileBlobs(store.Codec, intact);
        _statuses = store.Index.Packfiles.ToDictionary(status => status.Name);
        _locations = store.Index.Locations().ToLookup(item => item.Location.Packfile);
    }

    /// <summary>Packfiles that the states name.</summary>
    public IEnumerable<Mac> Named => _statuses.Keys;

    /// <summary>Bytes of the files that were checked.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Whether a packfile is there now: a backup may have added it since the listing.</summary>
    public async Task<bool> IsStoredAsync(Mac name, CancellationToken cancellationToken) =>
        await _store.Storage.GetLengthAsync(new StorageKey(StorageArea.Packfile, name), cancellationToken).ConfigureAwait(false) is not null;

    /// <summary>Checks what is wrong with a packfile that the states name and the storage doesn't have.</summary>
    public FindingList CheckMissing(Mac name)
    {
        PackfileStatus status = _statuses[name];
        FindingList findings = new(new StorageKey(StorageArea.Packfile, name).RelativePath);
        if (status is { IsLive: true })
        {
            findings.Error($"The packfile with {_locations[name].Count()} blobs is missing. Restore the file from a copy of the store.");
        }
        else if (status is { IsReadable: true })
        {
            findings.Warning("The packfile is marked for deletion and is gone, but no state says that it was deleted.");
        }
        else if (status is { IsKnown: false, IsDeleted: false } && _locations[name].Any())
        {
            findings.Warning($"{_locations[name].Count()} locations name a packfile that no state introduces.");
        }

        return findings;
    }

    /// <summary>Checks a packfile that the storage has.</summary>
    public async Task<FindingList> RunAsync(Mac name, CancellationToken cancellationToken)
    {
        FindingList findings = new(new StorageKey(StorageArea.Packfile, name).RelativePath);
        PackfileStatus? status = _statuses.GetValueOrDefault(name);
        if (status is { IsDeleted: true })
        {
            findings.Information("A state deleted the packfile, but the file is still there.");
        }

        try
        {
            await CheckAsync(name, status, findings, cancellationToken).ConfigureAwait(false);
        }
        catch (KlosetException exception)
        {
            if (!await WasDeletedMeanwhileAsync(name, cancellationToken).ConfigureAwait(false))
            {
                findings.Error(exception.Message);
            }
        }

        return findings;
    }

    public void Dispose() => _large.Dispose();

    private async Task CheckAsync(Mac name, PackfileStatus? status, FindingList findings, CancellationToken cancellationToken)
    {
        PackfileTail tail = _structureOnly
            ? await PackfileTail.ReadAsync(_store.Storage, name, _store.Codec, cancellationToken).ConfigureAwait(false)
            : await ReadAllAsync(name, findings, cancellationToken).ConfigureAwait(false);
        Interlocked.Add(ref _bytes, tail.FileLength);
        PackfileLayout.Check(tail, findings);
        if (status is { IsReadable: true })
        {
            CheckLocations(name, tail.Entries, findings);
        }
        else if (status is not { IsDeleted: true })
        {
            ReportOrphan(name, tail, findings);
        }
    }

    /// <summary>Maintenance may run beside the check: it says in a state that it deletes a packfile, then deletes it.</summary>
    private async Task<bool> WasDeletedMeanwhileAsync(Mac name, CancellationToken cancellationToken)
    {
        if (await IsStoredAsync(name, cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        await ReadableStates.MergeAsync(_store, [], cancellationToken).ConfigureAwait(false);
        return _store.Index.Packfiles.Any(status => status.Name == name && status.IsDeleted);
    }

    private async Task<PackfileTail> ReadAllAsync(Mac name, FindingList findings, CancellationToken cancellationToken)
    {
        StorageKey key = new(StorageArea.Packfile, name);
        bool large = await _store.Storage.GetLengthAsync(key, cancellationToken).ConfigureAwait(false) > LargeFile;
        if (large)
        {
            await _large.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        try
        {
            byte[] file = await _store.Storage.ReadAsync(key, BlobLimits.MaxPackfileFile, cancellationToken).ConfigureAwait(false);
            PackfileContents contents = PackfileFile.Parse(file, name, _store.Codec);
            _blobs.Check(contents, findings, cancellationToken);
            return new PackfileTail(contents.UnixNanoseconds, contents.Entries, contents.BlobArea.Length, file.Length);
        }
        finally
        {
            if (large)
            {
                _large.Release();
            }
        }
    }

    private void ReportOrphan(Mac name, PackfileTail tail, FindingList findings)
    {
        if (_locations[name].Any())
        {
            findings.Warning($"{_locations[name].Count()} locations name the packfile, but no state introduces it, so nobody reads it.");
        }
        else if (UnixTime.Nanoseconds(_store.TimeProvider) - (double)tail.UnixNanoseconds < GracePeriod.TotalNanoseconds)
        {
            findings.Information($"No state introduces the packfile: its backup is still running, or was broken off. Maintenance removes it when it is {GracePeriod.TotalDays} days old.");
        }
        else
        {
            findings.Warning("No state introduces the packfile: it is left of a backup that was broken off. Maintenance removes it.");
        }
    }

    private void CheckLocations(Mac name, IReadOnlyList<PackfileIndexEntry> entries, FindingList findings)
    {
        ILookup<BlobKey, PackfileIndexEntry> index = entries.ToLookup(entry => new BlobKey(entry.Type, entry.Blob));
        HashSet<BlobKey> named = [];
        foreach ((BlobKey key, BlobLocation location) in _locations[name])
        {
            named.Add(key);
            if (!index[key].Any(entry => Matches(entry, location)))
            {
                findings.Error($"The states have {key} at {location.Offset}, {location.Length} bytes long; the index of the packfile doesn't.");
            }
        }

        foreach (IGrouping<BlobKey, PackfileIndexEntry> blob in index)
        {
            if (blob.Skip(1).Any())
            {
                findings.Information($"{blob.Key} is in the packfile more than once.");
            }

            if (blob.Key.Type != ResourceType.Random && !named.Contains(blob.Key))
            {
                findings.Warning($"{blob.Key} is in the packfile, but no state says so.");
            }
        }
    }

    private static bool Matches(PackfileIndexEntry entry, BlobLocation location) =>
        entry.Offset == location.Offset && entry.Length == location.Length && entry.Version == location.Version && entry.Flags == location.Flags;
}
