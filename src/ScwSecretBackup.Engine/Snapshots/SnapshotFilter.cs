using ScwSecretBackup.Kloset.Snapshots;

namespace ScwSecretBackup.Engine.Snapshots;

/// <summary>Selects snapshots by what their headers say, with the meaning of plakar's query options. What is empty selects all.</summary>
public sealed record SnapshotFilter
{
    /// <summary>Not after this time.</summary>
    public DateTimeOffset? Before { get; init; }

    /// <summary>Not before this time.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Exact name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Exact category.</summary>
    public string Category { get; init; } = "";

    /// <summary>Exact environment.</summary>
    public string Environment { get; init; } = "";

    /// <summary>Exact perimeter.</summary>
    public string Perimeter { get; init; } = "";

    /// <summary>Exact job.</summary>
    public string Job { get; init; } = "";

    /// <summary>Exact dataset.</summary>
    public string Dataset { get; init; } = "";

    /// <summary>One of these classes of data.</summary>
    public IReadOnlyList<string> DataClasses { get; init; } = [];

    /// <summary>All of these tags.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>None of these tags.</summary>
    public IReadOnlyList<string> ExcludedTags { get; init; } = [];

    /// <summary>One of these types.</summary>
    public IReadOnlyList<string> Types { get; init; } = [];

    /// <summary>One of these origins.</summary>
    public IReadOnlyList<string> Origins { get; init; } = [];

    /// <summary>All of these roots; a snapshot has one.</summary>
    public IReadOnlyList<string> Roots { get; init; } = [];

    /// <summary>Of what the rest selects, only the newest.</summary>
    public bool Latest { get; init; }

    /// <summary>The snapshots that are selected, newest first.</summary>
    public IReadOnlyList<SnapshotHeader> Select(IEnumerable<SnapshotHeader> snapshots)
    {
        IEnumerable<SnapshotHeader> matching = snapshots.Where(Matches).OrderByDescending(snapshot => snapshot.Timestamp).ThenBy(snapshot => snapshot.Id);
        return [.. Latest ? matching.Take(1) : matching];
    }

    private bool Matches(SnapshotHeader snapshot)
    {
        SnapshotDescription description = snapshot.Description;
        return !(snapshot.Timestamp > Before)
            && !(snapshot.Timestamp < Since)
            && IsExactly(Name, description.Name)
            && IsExactly(Category, description.Category)
            && IsExactly(Environment, description.Environment)
            && IsExactly(Perimeter, description.Perimeter)
            && IsExactly(Job, description.Job)
            && IsExactly(Dataset, description.Dataset)
            && IsOneOf(Types, [description.ImporterType])
            && IsOneOf(Origins, [description.ImporterOrigin])
            && IsOneOf(DataClasses, description.DataClasses)
            && Roots.All(root => root == description.ImporterDirectory)
            && Tags.All(description.Tags.Contains)
            && !ExcludedTags.Any(description.Tags.Contains);
    }

    private static bool IsExactly(string wanted, string actual) => wanted.Length == 0 || wanted == actual;

    private static bool IsOneOf(IReadOnlyList<string> wanted, IReadOnlyList<string> actual) => wanted.Count == 0 || wanted.Any(actual.Contains);
}
