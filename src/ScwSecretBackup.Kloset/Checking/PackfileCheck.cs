using System.Buffers;
using System.Collections.Concurrent;
using System.Numerics;
using ScwSecretBackup.Kloset.Envelopes;
using ScwSecretBackup.Kloset.Packfiles;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Storage;

namespace ScwSecretBackup.Kloset.Checking;

/// <summary>Checks packfiles with everything in them, and what the states say of them (FORMAT §7).</summary>
internal sealed class PackfileCheck
{
    private const int RecommendedTrailingBytes = 4096;

    private readonly KlosetStore _store;
    private readonly Dictionary<Mac, PackfileStatus> _statuses;
    private readonly ILookup<Mac, (BlobKey Key, BlobLocation Location)> _locations;
    private readonly ConcurrentDictionary<Mac, int> _chunkLengths = new();

    public PackfileCheck(KlosetStore store)
    {
        _store = store;
        _statuses = store.Index.Packfiles.ToDictionary(status => status.Name);
        _locations = store.Index.Locations().ToLookup(item => item.Location.Packfile);
    }

    /// <summary>Chunks that were found intact, with their lengths.</summary>
    public IReadOnlyDictionary<Mac, int> ChunkLengths => _chunkLengths;

    /// <summary>Packfiles that the states name.</summary>
    public IEnumerable<Mac> Named => _statuses.Keys;

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
        StorageKey key = new(StorageArea.Packfile, name);
        FindingList findings = new(key.RelativePath);
        PackfileStatus? status = _statuses.GetValueOrDefault(name);
        if (status is { IsDeleted: true })
        {
            findings.Information("A state deleted the packfile, but the file is still there.");
        }
        else if (status is not { IsKnown: true })
        {
            findings.Warning("No state introduces the packfile: what is left of a backup that was broken off. Maintenance removes it.");
        }

        await findings.TryAsync(async () =>
        {
            byte[] file = await _store.Storage.ReadAsync(key, BlobLimits.MaxPackfileFile, cancellationToken).ConfigureAwait(false);
            PackfileContents contents = PackfileFile.Parse(file, name, _store.Codec);
            CheckLayout(contents, file.Length, findings);
            CheckBlobs(contents, findings, cancellationToken);
            if (status is { IsReadable: true })
            {
                CheckLocations(contents, findings);
            }
        }).ConfigureAwait(false);
        return findings;
    }

    private static void CheckLayout(PackfileContents contents, int fileLength, FindingList findings)
    {
        ulong expected = 0;
        foreach (PackfileIndexEntry entry in contents.Entries.OrderBy(entry => entry.Offset).ThenBy(entry => entry.Length))
        {
            if (entry.Offset != expected)
            {
                findings.Warning($"The blob area has a gap or an overlap at offset {Math.Min(entry.Offset, expected)}.");
            }

            expected = entry.Offset + entry.Length;
        }

        if (expected != (ulong)contents.BlobArea.Length)
        {
            findings.Warning($"The blob area has {contents.BlobArea.Length} bytes, its blobs end at {expected}.");
        }

        foreach (PackfileIndexEntry entry in contents.Entries.Where(entry => entry.Type != ResourceType.Random))
        {
            CheckTrailingBytes(entry, fileLength, findings);
        }
    }

    // plakar reads a little more than a blob and fails when the file ends there (FORMAT §7.6).
    private static void CheckTrailingBytes(PackfileIndexEntry entry, int fileLength, FindingList findings)
    {
        long trailing = fileLength - PackfileFile.BlobAreaOffset - (long)entry.Offset - entry.Length;
        long needed = (1L << ((BitOperations.Log2(entry.Length | 1) + 1) / 2)) - 1;
        if (trailing < needed)
        {
            findings.Error($"Only {trailing} bytes follow the {entry.Type} blob {entry.Blob}; plakar may ask for {needed} and then fails to read it.");
        }
        else if (trailing < RecommendedTrailingBytes)
        {
            findings.Warning($"Only {trailing} bytes follow the {entry.Type} blob {entry.Blob}; {RecommendedTrailingBytes} are recommended.");
        }
    }

    private void CheckBlobs(PackfileContents contents, FindingList findings, CancellationToken cancellationToken)
    {
        (FindingSeverity Severity, string Message)?[] results = new (FindingSeverity, string)?[contents.Entries.Count];
        ParallelOptions options = new() { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken };
        Parallel.For(0, results.Length, options, i => results[i] = CheckBlob(contents, contents.Entries[i]));
        foreach ((FindingSeverity severity, string message) in results.OfType<(FindingSeverity, string)>())
        {
            if (severity == FindingSeverity.Error)
            {
                findings.Error(message);
            }
            else
            {
                findings.Information(message);
            }
        }
    }

    private (FindingSeverity Severity, string Message)? CheckBlob(PackfileContents contents, PackfileIndexEntry entry)
    {
        if (entry.Type == ResourceType.Random)
        {
            return null;
        }

        try
        {
            using IMemoryOwner<byte> plaintext = _store.Codec.Decode(contents.Slice(entry).Span, BlobLimits.MaxPlaintext(entry.Type), $"{entry.Type} blob {entry.Blob}");
            ReadOnlySpan<byte> bytes = plaintext.Memory.Span;
            if (entry.Type is not (ResourceType.Snapshot or ResourceType.Signature) && _store.Codec.Mac.Compute(bytes) != entry.Blob)
            {
                return (FindingSeverity.Error, $"The {entry.Type} blob {entry.Blob} doesn't have the MAC that names it.");
            }

            if (entry.Type == ResourceType.Chunk)
            {
                _chunkLengths[entry.Blob] = bytes.Length;
            }

            return CanonicalForm.IsCanonical(entry.Type, bytes)
                ? null
                : (FindingSeverity.Information, $"The {entry.Type} blob {entry.Blob} is not encoded as plakar 1.1 encodes it.");
        }
        catch (KlosetException exception)
        {
            return (FindingSeverity.Error, exception.Message);
        }
    }

    private void CheckLocations(PackfileContents contents, FindingList findings)
    {
        ILookup<BlobKey, PackfileIndexEntry> index = contents.Entries.ToLookup(entry => new BlobKey(entry.Type, entry.Blob));
        HashSet<BlobKey> named = [];
        foreach ((BlobKey key, BlobLocation location) in _locations[contents.Name])
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
