using ScwSecretBackup.Kloset;

namespace ScwSecretBackup.Engine.Checking;

/// <summary>The snapshots of a check by their age, and their names in messages.</summary>
internal sealed class SnapshotOrder
{
    private const int NamedInFull = 4;
    private const int ShortIdLength = 8;

    private readonly Dictionary<Mac, DateTimeOffset> _timestamps = [];

    /// <summary>Takes a snapshot up.</summary>
    public void Add(Mac snapshot, DateTimeOffset timestamp) => _timestamps[snapshot] = timestamp;

    /// <summary>When a snapshot was made, as far as that is known.</summary>
    public DateTimeOffset TimestampOf(Mac snapshot) => _timestamps.GetValueOrDefault(snapshot);

    /// <summary>Newest first.</summary>
    public IReadOnlyList<Mac> Sort(IEnumerable<Mac> snapshots) => [.. snapshots.OrderByDescending(TimestampOf).ThenBy(snapshot => snapshot)];

    /// <summary>First digits of an id, as tables show it.</summary>
    public static string Short(Mac snapshot) => snapshot.ToString()[..ShortIdLength];

    /// <summary>What a finding is about: one snapshot by its whole id, or how many.</summary>
    public static string Target(IReadOnlyList<Mac> snapshots) => snapshots.Count == 1 ? $"snapshot {snapshots[0]}" : $"{snapshots.Count} snapshots";

    /// <summary>The snapshots in a sentence.</summary>
    public static string Describe(IReadOnlyList<Mac> snapshots) => snapshots.Count == 1
        ? $"snapshot {Short(snapshots[0])}"
        : $"{snapshots.Count} snapshots ({string.Join(", ", snapshots.Take(NamedInFull).Select(Short))}{(snapshots.Count > NamedInFull ? ", …" : "")})";
}
