using ScwSecretBackup.Kloset.Envelopes;
using ScwSecretBackup.Kloset.States;

namespace ScwSecretBackup.Kloset.Repository;

/// <summary>
/// All states of a store, merged (FORMAT §8.6). Safe for concurrent use.
/// A deleted packfile stays deleted whatever the order of the states: the order among siblings means nothing,
/// so a deletion may be merged before what it deletes.
/// </summary>
internal sealed class StoreIndex
{
    private const int None = -1;

    private readonly object _gate = new();
    private readonly Dictionary<Mac, Mac> _parents = [];
    private readonly Dictionary<BlobKey, int> _heads = [];
    private readonly List<Slot> _slots = [];
    private readonly Dictionary<Mac, int> _packfileNumbers = [];
    private readonly List<PackfileStatus> _packfiles = [];
    private readonly HashSet<BlobKey> _coloured = [];
    private readonly HashSet<Mac> _snapshots = [];

    /// <summary>Merged states with their parents.</summary>
    public IReadOnlyList<(Mac Id, Mac Parent)> States
    {
        get
        {
            lock (_gate)
            {
                return [.. _parents.Select(state => (state.Key, state.Value))];
            }
        }
    }

    /// <summary>Everything that is said of packfiles.</summary>
    public IReadOnlyList<PackfileStatus> Packfiles
    {
        get
        {
            lock (_gate)
            {
                return [.. _packfiles];
            }
        }
    }

    /// <summary>Snapshots that are not deleted and whose header can be read.</summary>
    public IReadOnlyList<Mac> Snapshots
    {
        get
        {
            lock (_gate)
            {
                return [.. _snapshots.Where(IsSnapshotCore)];
            }
        }
    }

    public bool HasState(Mac id)
    {
        lock (_gate)
        {
            return _parents.ContainsKey(id);
        }
    }

    public bool IsSnapshot(Mac id)
    {
        lock (_gate)
        {
            return IsSnapshotCore(id);
        }
    }

    /// <summary>Whether a snapshot was removed, whether or not the store still has its header.</summary>
    public bool IsRemovedSnapshot(Mac id)
    {
        lock (_gate)
        {
            return _coloured.Contains(new BlobKey(ResourceType.Snapshot, id));
        }
    }

    /// <summary>Whether a blob has a location that new snapshots may rely on.</summary>
    public bool IsLive(ResourceType type, Mac id)
    {
        lock (_gate)
        {
            return Locate(new BlobKey(type, id)).Any(slot => _packfiles[slot.Packfile].IsLive);
        }
    }

    /// <summary>The locations of a blob that new snapshots may rely on.</summary>
    public IReadOnlyList<BlobLocation> FindLive(ResourceType type, Mac id)
    {
        lock (_gate)
        {
            return [.. Locate(new BlobKey(type, id)).Where(slot => _packfiles[slot.Packfile].IsLive).Select(ToLocation)];
        }
    }

    /// <summary>Where a blob can be read: live locations first, then those in packfiles that are marked for deletion.</summary>
    public IReadOnlyList<BlobLocation> Find(ResourceType type, Mac id)
    {
        lock (_gate)
        {
            return
            [
                .. Locate(new BlobKey(type, id))
                    .Where(slot => _packfiles[slot.Packfile].IsReadable)
                    .OrderBy(slot => _packfiles[slot.Packfile].IsColoured)
                    .Select(ToLocation),
            ];
        }
    }

    /// <summary>Every location of every blob, whatever the status of its packfile.</summary>
    public IReadOnlyList<(BlobKey Key, BlobLocation Location)> Locations()
    {
        lock (_gate)
        {
            return [.. _heads.SelectMany(head => Locate(head.Key).Select(slot => (head.Key, ToLocation(slot))))];
        }
    }

    /// <summary>Merges one state; one that was merged before changes nothing.</summary>
    public void Merge(Mac id, StateDelta delta)
    {
        lock (_gate)
        {
            if (!_parents.TryAdd(id, delta.Parent))
            {
                return;
            }

            // A large state gets its room at once; for small ones the usual doubling is better.
            if (delta.Records.Count > _slots.Count)
            {
                _heads.EnsureCapacity(_heads.Count + delta.Records.Count);
                _slots.EnsureCapacity(_slots.Count + delta.Records.Count);
            }

            foreach (StateRecord record in delta.Records)
            {
                Merge(record);
            }
        }
    }

    private void Merge(StateRecord record)
    {
        switch (record)
        {
            case LocationRecord location: AddLocation(location); break;
            case ColouredRecord coloured: SetColour(new BlobKey(coloured.Type, coloured.Id), UnixTime.ToDateTimeOffset(coloured.WhenUnixNs)); break;
            case PackfileRecord packfile: Update(packfile.Packfile, status => status with { IsKnown = true }); break;
            case DeleteRecord { Target: StateEntryType.Location } deletion: RemoveLocation(deletion); break;
            case DeleteRecord { Target: StateEntryType.Coloured } deletion: SetColour(new BlobKey(deletion.Type, deletion.Blob), null); break;
            case DeleteRecord { Target: StateEntryType.Packfile } deletion: Update(deletion.Packfile, status => status with { IsDeleted = true }); break;
        }
    }

    private void AddLocation(LocationRecord record)
    {
        BlobKey key = new(record.Type, record.Blob);
        int packfile = PackfileNumber(record.Packfile);
        if (Locate(key).Any(slot => slot.Packfile == packfile))
        {
            return;
        }

        int next = _heads.GetValueOrDefault(key, None);
        _slots.Add(new Slot(packfile, record.Offset, record.Length, record.Version, record.Flags, next));
        _heads[key] = _slots.Count - 1;
        if (record.Type == ResourceType.Snapshot)
        {
            _snapshots.Add(record.Blob);
        }
    }

    private void RemoveLocation(DeleteRecord record)
    {
        int packfile = PackfileNumber(record.Packfile);
        for (int i = _heads.GetValueOrDefault(new BlobKey(record.Type, record.Blob), None); i != None; i = _slots[i].Next)
        {
            if (_slots[i].Packfile == packfile)
            {
                _slots[i] = _slots[i] with { Packfile = None };
            }
        }
    }

    /// <summary>The first mark counts until it is taken back (FORMAT §8.6).</summary>
    private void SetColour(BlobKey key, DateTimeOffset? when)
    {
        if (when is not null)
        {
            _coloured.Add(key);
        }
        else
        {
            _coloured.Remove(key);
        }

        if (key.Type == ResourceType.Packfile)
        {
            Update(key.Id, status => status with { ColouredAt = when is null ? null : status.ColouredAt ?? when });
        }
    }

    private void Update(Mac packfile, Func<PackfileStatus, PackfileStatus> change)
    {
        int number = PackfileNumber(packfile);
        _packfiles[number] = change(_packfiles[number]);
    }

    private int PackfileNumber(Mac name)
    {
        if (!_packfileNumbers.TryGetValue(name, out int number))
        {
            number = _packfiles.Count;
            _packfiles.Add(new PackfileStatus(name, IsKnown: false, ColouredAt: null, IsDeleted: false));
            _packfileNumbers.Add(name, number);
        }

        return number;
    }

    private bool IsSnapshotCore(Mac id) =>
        !_coloured.Contains(new BlobKey(ResourceType.Snapshot, id))
        && Locate(new BlobKey(ResourceType.Snapshot, id)).Any(slot => _packfiles[slot.Packfile].IsReadable);

    private IEnumerable<Slot> Locate(BlobKey key)
    {
        for (int i = _heads.GetValueOrDefault(key, None); i != None; i = _slots[i].Next)
        {
            if (_slots[i].Packfile != None)
            {
                yield return _slots[i];
            }
        }
    }

    private BlobLocation ToLocation(Slot slot) => new(_packfiles[slot.Packfile].Name, slot.Offset, slot.Length, slot.Version, slot.Flags);

    /// <param name="Packfile">Number of the packfile, or -1 once the location is removed.</param>
    /// <param name="Offset">First byte in the blob area.</param>
    /// <param name="Length">Encoded length.</param>
    /// <param name="Version">Version of the blob's type.</param>
    /// <param name="Flags">Flags.</param>
    /// <param name="Next">Next location of the same blob, or -1.</param>
    private readonly record struct Slot(int Packfile, ulong Offset, uint Length, KlosetVersion Version, uint Flags, int Next);
}
