using System.Collections.Concurrent;
using ScwSecretBackup.Kloset.Snapshots;
using ScwSecretBackup.Kloset.Trees;

namespace ScwSecretBackup.Kloset.Checking;

/// <summary>
/// Entries that were read and verified, and dirpacks that hold exactly such entries: a snapshot of nothing new has only known ones.
/// Bounded; beyond it entries are read again. Safe for concurrent use.
/// </summary>
internal sealed class SharedEntries
{
    // Some 400 bytes each.
    private const int MaxEntries = 200_000;

    private readonly ConcurrentDictionary<Mac, EntryRecord> _entries = new();
    private readonly ConcurrentDictionary<Mac, Mac[]> _dirpacks = new();
    private int _count;

    public EntryRecord? Find(Mac id) => _entries.GetValueOrDefault(id);

    public void Add(Mac id, EntryRecord entry)
    {
        if (Volatile.Read(ref _count) < MaxEntries && _entries.TryAdd(id, entry))
        {
            Interlocked.Increment(ref _count);
        }
    }

    /// <summary>Whether a dirpack is known to hold these entries.</summary>
    public bool Holds(Mac dirpack, List<TreeEntry> children) =>
        _dirpacks.TryGetValue(dirpack, out Mac[]? known) && known.AsSpan().SequenceEqual(Values(children));

    public void AddDirpack(Mac dirpack, List<TreeEntry> children)
    {
        if (_dirpacks.Count < MaxEntries)
        {
            _dirpacks[dirpack] = Values(children);
        }
    }

    private static Mac[] Values(List<TreeEntry> children) => [.. children.Select(child => child.Value)];
}
