using ScwSecretBackup.Kloset;
using ScwSecretBackup.Kloset.Snapshots;

namespace ScwSecretBackup.Engine.Retention;

/// <summary>Applies rules to one group of snapshots.</summary>
internal sealed class RetentionWindow(IReadOnlyList<RetentionRule> rules, DateTime now)
{
    private readonly Dictionary<Mac, RetentionDecision> _kept = [];
    private readonly Dictionary<Mac, RetentionDecision> _dropped = [];

    /// <param name="snapshots">The group, newest first.</param>
    public IEnumerable<RetentionDecision> Decide(IReadOnlyList<SnapshotHeader> snapshots)
    {
        foreach (RetentionRule rule in rules)
        {
            Apply(rule, snapshots);
        }

        return snapshots.Select(snapshot => _kept.GetValueOrDefault(snapshot.Id)
            ?? _dropped.GetValueOrDefault(snapshot.Id)
            ?? new RetentionDecision(snapshot, RetentionAction.Delete) { Note = "outside retention windows" });
    }

    private void Apply(RetentionRule rule, IReadOnlyList<SnapshotHeader> snapshots)
    {
        Dictionary<string, int> ranks = new(StringComparer.Ordinal);
        foreach (SnapshotHeader snapshot in snapshots)
        {
            DateTime time = snapshot.Timestamp.UtcDateTime;
            if (RetentionCalendar.BucketOf(rule.Period, time) is not { } bucket || !IsInWindow(rule, time))
            {
                continue;
            }

            int rank = ranks[bucket] = ranks.GetValueOrDefault(bucket) + 1;
            bool keep = rule.Cap == 0 || rank <= rule.Cap;
            Note(keep ? _kept : _dropped, new RetentionDecision(snapshot, keep ? RetentionAction.Keep : RetentionAction.Delete)
            {
                Rule = RetentionCalendar.NameOf(rule.Period),
                Bucket = bucket,
                Rank = rank,
                Cap = rule.Cap,
                Note = keep ? "within bucket" : "exceeds per-bucket cap",
            });
        }
    }

    /// <summary>A snapshot from the future, made by another clock, is in no window.</summary>
    private bool IsInWindow(RetentionRule rule, DateTime time)
    {
        if (rule.Last == 0)
        {
            return true;
        }

        DateTime start = RetentionCalendar.StartOf(rule.Period, time);
        return start >= RetentionCalendar.StartOfLast(rule.Period, now, rule.Last) && start <= RetentionCalendar.StartOf(rule.Period, now);
    }

    /// <summary>Of several rules the one counts in whose bucket the snapshot is nearest to the front, and among equals the first.</summary>
    private static void Note(Dictionary<Mac, RetentionDecision> decisions, RetentionDecision decision)
    {
        if (!decisions.TryGetValue(decision.Snapshot.Id, out RetentionDecision? other) || decision.Rank < other.Rank)
        {
            decisions[decision.Snapshot.Id] = decision;
        }
    }
}
