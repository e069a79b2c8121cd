using ScwSecretBackup.Kloset;
using ScwSecretBackup.Kloset.Checking;

namespace ScwSecretBackup.Engine.Checking;

/// <summary>Puts together what snapshots can't give back, what they still can, and where else it is. What several snapshots have in common is said once.</summary>
internal sealed class LossReport
{
    private const int NamedInFull = 5;

    private readonly SnapshotOrder _order;
    private readonly Dictionary<LostItem, List<Mac>> _lost = [];
    private readonly Dictionary<ContentProblem, List<Mac>> _snapshotProblems = [];
    private readonly Dictionary<SecretVerdict, Mac> _newest = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Mac, int> _secretCounts = [];

    /// <summary>Reports on snapshots.</summary>
    public LossReport(SnapshotOrder order) => _order = order;

    /// <summary>Secrets seen, in all snapshots together.</summary>
    public int SecretCount { get; private set; }

    /// <summary>Values seen, in all snapshots together.</summary>
    public int ValueCount { get; private set; }

    /// <summary>Takes up what was found in a snapshot.</summary>
    public void Add(SnapshotVerdict verdict)
    {
        _secretCounts[verdict.Snapshot] = verdict.Secrets.Count;
        SecretCount += verdict.Secrets.Count;
        if (verdict.Problem is { } snapshotProblem)
        {
            AddTo(_snapshotProblems, snapshotProblem, verdict.Snapshot);
        }

        foreach (SecretVerdict secret in verdict.Secrets)
        {
            ValueCount += secret.ValueCount;
            if (!_newest.TryGetValue(secret, out Mac newest) || _order.TimestampOf(newest) < verdict.Timestamp)
            {
                _newest[secret] = verdict.Snapshot;
            }

            foreach (ContentProblem problem in secret.Problems)
            {
                AddTo(_lost, new LostItem(problem.Severity, secret.Id, secret.Name, problem.Revision, problem.Message), verdict.Snapshot);
            }
        }
    }

    /// <summary>What was found, errors first.</summary>
    public IEnumerable<CheckFinding> Findings()
    {
        foreach ((ContentProblem problem, List<Mac> snapshots) in _snapshotProblems)
        {
            IReadOnlyList<Mac> sorted = _order.Sort(snapshots);
            yield return new CheckFinding(problem.Severity, SnapshotOrder.Target(sorted), problem.Message) { Snapshots = sorted, Lost = problem.IsTotal ? ["/"] : [] };
        }

        if (_lost.Count == 0)
        {
            yield break;
        }

        ILookup<(string Id, int Revision), Mac> intact = FindIntact();
        var groups = _lost
            .Select(item => (item.Key, Snapshots: _order.Sort(item.Value)))
            .GroupBy(item => (item.Key.Severity, Snapshots: string.Join(' ', item.Snapshots)))
            .OrderByDescending(group => group.Key.Severity);
        foreach (var group in groups)
        {
            LostItem[] items = [.. group.Select(item => item.Key).OrderBy(item => item.Name, StringComparer.Ordinal).ThenBy(item => item.Revision)];
            yield return Describe(group.Key.Severity, items, group.First().Snapshots, intact);
        }
    }

    /// <summary>Where versions are intact, by the id of their secret, and whole secrets, by their names.</summary>
    private ILookup<(string Id, int Revision), Mac> FindIntact()
    {
        var versions = _newest.SelectMany(secret => secret.Key.IntactRevisions.Select(revision => (Key: (secret.Key.Id, Revision: revision), secret.Value)));
        var secrets = _newest
            .Where(secret => secret.Key.Problems.All(problem => problem.Severity != FindingSeverity.Error))
            .Select(secret => (Key: (Id: secret.Key.Name, Revision: 0), secret.Value));
        return versions.Concat(secrets).ToLookup(item => item.Key, item => item.Value);
    }

    private CheckFinding Describe(FindingSeverity severity, LostItem[] items, IReadOnlyList<Mac> snapshots, ILookup<(string Id, int Revision), Mac> intact)
    {
        string names = string.Join(", ", items.Take(NamedInFull)) + (items.Length > NamedInFull ? $" and {items.Length - NamedInFull} more" : "");
        string reasons = string.Join("; ", items.Select(item => item.Reason.TrimEnd('.')).Distinct().Take(2));
        string target = items.Length == 1 ? $"{items[0]}" : $"{items[0]} and {items.Length - 1} more";
        if (severity != FindingSeverity.Error)
        {
            return new CheckFinding(severity, target, $"{names} in {SnapshotOrder.Describe(snapshots)}: {reasons}.") { Snapshots = snapshots };
        }

        return new CheckFinding(severity, target, $"{names} can't be restored from {SnapshotOrder.Describe(snapshots)}: {reasons}. {Rest(items, snapshots)}{Elsewhere(items, snapshots, intact)}")
        {
            Snapshots = snapshots,
            Lost = [.. items.Select(item => $"{item}")],
        };
    }

    private string Rest(LostItem[] items, IReadOnlyList<Mac> snapshots)
    {
        int others = _secretCounts.GetValueOrDefault(snapshots[0]) - items.Select(item => item.Name).Distinct(StringComparer.Ordinal).Count();
        return others == 1 ? "1 other secret there still restores." : $"{others} other secrets there still restore.";
    }

    private string Elsewhere(LostItem[] items, IReadOnlyList<Mac> snapshots, ILookup<(string Id, int Revision), Mac> intact)
    {
        var found = items
            .Select(item => (Item: item, Snapshot: _order.Sort(intact[(item.Revision == 0 ? item.Name : item.SecretId, item.Revision)].Except(snapshots)) is [Mac newest, ..] ? newest : Mac.Nil))
            .Where(item => !item.Snapshot.IsNil)
            .ToList();
        return found.Count == 0
            ? ""
            : $" Intact elsewhere: {string.Join(", ", found.Take(NamedInFull).Select(item => $"{item.Item} in snapshot {SnapshotOrder.Short(item.Snapshot)}"))}{(found.Count > NamedInFull ? ", …" : "")}.";
    }

    private static void AddTo<TKey>(Dictionary<TKey, List<Mac>> lists, TKey key, Mac snapshot)
        where TKey : notnull
    {
        if (!lists.TryGetValue(key, out List<Mac>? list))
        {
            lists[key] = list = [];
        }

        list.Add(snapshot);
    }
}
