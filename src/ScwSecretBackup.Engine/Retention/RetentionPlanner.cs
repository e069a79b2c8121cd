using ScwSecretBackup.Engine.Snapshots;
using ScwSecretBackup.Kloset;
using ScwSecretBackup.Kloset.Snapshots;

namespace ScwSecretBackup.Engine.Retention;

/// <summary>
/// Decides which snapshots stay, exactly as <c>plakar prune</c> does, and holds the last whole snapshot of every dataset. A snapshot of a part of its
/// source, made with a filter, never takes the place of one of the whole: with others of the same filter it is a group of its own.
/// </summary>
public sealed class RetentionPlanner
{
    private readonly TimeProvider _timeProvider;

    /// <param name="timeProvider">Clock: the windows of the rules end now.</param>
    public RetentionPlanner(TimeProvider timeProvider) => _timeProvider = timeProvider;

    /// <summary>A decision for every snapshot, newest first.</summary>
    public IReadOnlyList<RetentionDecision> Plan(IReadOnlyList<SnapshotHeader> snapshots, RetentionPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(snapshots);
        ArgumentNullException.ThrowIfNull(policy);
        DateTime now = _timeProvider.GetUtcNow().UtcDateTime;
        SnapshotHeader[] sorted = [.. snapshots.OrderByDescending(snapshot => snapshot.Timestamp).ThenBy(snapshot => snapshot.Id)];
        Dictionary<Mac, RetentionDecision> decisions = Decide(policy.Filter.Select(sorted), policy, now);
        RetentionDecision[] all = [.. sorted.Select(snapshot => decisions.GetValueOrDefault(snapshot.Id) ?? NotSelected(snapshot))];
        return policy.Force ? all : HoldLast(all);
    }

    private static Dictionary<Mac, RetentionDecision> Decide(IReadOnlyList<SnapshotHeader> selected, RetentionPolicy policy, DateTime now)
    {
        Dictionary<Mac, RetentionDecision> decisions = [];
        foreach (IGrouping<(string Key, string Filter), SnapshotHeader> group in GroupOf(selected, policy.GroupBy))
        {
            foreach (RetentionDecision decision in new RetentionWindow(policy.Rules, now).Decide([.. group]))
            {
                // In one group it may go, in another it stays: then it stays.
                if (!decisions.TryGetValue(decision.Snapshot.Id, out RetentionDecision? other) || (other.Action, decision.Action) is (RetentionAction.Delete, RetentionAction.Keep))
                {
                    decisions[decision.Snapshot.Id] = decision;
                }
            }
        }

        return decisions;
    }

    private static IEnumerable<IGrouping<(string Key, string Filter), SnapshotHeader>> GroupOf(IReadOnlyList<SnapshotHeader> snapshots, RetentionGroup by) => snapshots
        .SelectMany(snapshot => KeysOf(snapshot.Description, by).Select(key => (Group: (Key: key, Filter: SnapshotScope.FilterOf(snapshot.Description)), Snapshot: snapshot)))
        .GroupBy(member => member.Group, member => member.Snapshot)
        .OrderBy(group => group.Key.Key, StringComparer.Ordinal)
        .ThenBy(group => group.Key.Filter, StringComparer.Ordinal);

    private static IEnumerable<string> KeysOf(SnapshotDescription description, RetentionGroup by) => by switch
    {
        RetentionGroup.Name => [description.Name],
        RetentionGroup.Category => [description.Category],
        RetentionGroup.Environment => [description.Environment],
        RetentionGroup.Perimeter => [description.Perimeter],
        RetentionGroup.Job => [description.Job],
        RetentionGroup.Dataset => [description.Dataset],
        RetentionGroup.DataClass => description.DataClasses.Distinct(StringComparer.Ordinal).DefaultIfEmpty(""),
        RetentionGroup.Tag => description.Tags.Distinct(StringComparer.Ordinal).DefaultIfEmpty(""),
        RetentionGroup.Origin => [description.ImporterOrigin],
        RetentionGroup.Type => [description.ImporterType],
        RetentionGroup.Root => [description.ImporterDirectory],
        _ => [""],
    };

    private static RetentionDecision NotSelected(SnapshotHeader snapshot) =>
        new(snapshot, RetentionAction.Keep) { Note = "not selected by the filters" };

    private static RetentionDecision[] HoldLast(RetentionDecision[] decisions)
    {
        // Newest first, so the first of each dataset is the one to hold. Snapshots of a part count only where there is none of the whole.
        HashSet<Mac> held = [.. decisions
            .GroupBy(decision => DatasetOf(decision.Snapshot.Description))
            .Select(dataset => dataset.Where(decision => IsWhole(decision.Snapshot)).ToArray() is { Length: > 0 } whole ? whole : dataset.ToArray())
            .Where(dataset => dataset.All(decision => decision.Action == RetentionAction.Delete))
            .Select(dataset => dataset.First().Snapshot.Id)];
        return [.. decisions.Select(decision => !held.Contains(decision.Snapshot.Id)
            ? decision
            : decision with { Action = RetentionAction.Keep, Held = true, Note = $"last snapshot of its dataset; {decision.Note}" })];
    }

    private static bool IsWhole(SnapshotHeader snapshot) => SnapshotScope.FilterOf(snapshot.Description).Length == 0;

    /// <summary>Snapshots of other tools often name no dataset; then what was backed up tells sources apart.</summary>
    private static (string Dataset, string Type, string Origin, string Root) DatasetOf(SnapshotDescription description) => description.Dataset.Length > 0
        ? (description.Dataset, "", "", "")
        : ("", description.ImporterType, description.ImporterOrigin, description.ImporterDirectory);
}
