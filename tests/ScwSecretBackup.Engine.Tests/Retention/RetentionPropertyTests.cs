using CsCheck;
using ScwSecretBackup.Engine.Retention;
using ScwSecretBackup.Engine.Snapshots;
using ScwSecretBackup.Engine.Tests.Support;
using ScwSecretBackup.Kloset.Snapshots;
using Xunit;

namespace ScwSecretBackup.Engine.Tests.Retention;

/// <summary>What holds for every policy and every set of snapshots.</summary>
public sealed class RetentionPropertyTests
{
    private static readonly DateTimeOffset Now = RetentionPlannerTests.Utc("2026-05-27 12:00");

    private static readonly string[] Filters = ["", "none", "name a", "name b"];

    private static readonly Gen<SnapshotHeader[]> Snapshots = Gen.Select(Gen.Int[-1000, 2_000_000], Gen.Int[0, 2], Gen.Int[0, 3], Gen.Int[0, 3]).Array[0, 60].Select(items => items
        .Select((item, number) => RetentionPlannerTests.Snapshot(number + 1, Now.AddMinutes(-item.Item1), dataset: $"d{item.Item2}", tags: [.. Enumerable.Range(0, item.Item3).Select(tag => $"t{tag}")], filter: Filters[item.Item4]))
        .ToArray());

    private static readonly Gen<RetentionRule[]> Rules = Gen.Select(Gen.Enum<RetentionPeriod>(), Gen.Int[0, 40], Gen.Int[0, 3])
        .Select(rule => new RetentionRule(rule.Item1, rule.Item2, rule.Item3)).Where(rule => rule is not { Last: 0, Cap: 0 }).Array[1, 4]
        .Select(rules => rules.DistinctBy(rule => rule.Period).ToArray());

    private static readonly Gen<(SnapshotHeader[] Snapshots, RetentionPolicy Policy)> Cases =
        Gen.Select(Snapshots, Rules, Gen.Enum<RetentionGroup>(), Gen.Bool).Select(item =>
            (item.Item1, new RetentionPolicy { Rules = item.Item2, GroupBy = item.Item3, Force = item.Item4 }));

    [Fact]
    public void Every_snapshot_gets_one_decision_newest_first() => Cases.Sample(item =>
    {
        IReadOnlyList<RetentionDecision> decisions = Plan(item.Snapshots, item.Policy);

        Assert.Equal(item.Snapshots.Select(snapshot => snapshot.Id).Order(), decisions.Select(decision => decision.Snapshot.Id).Order());
        Assert.Equal(decisions.OrderByDescending(decision => decision.Snapshot.Timestamp).ThenBy(decision => decision.Snapshot.Id), decisions);
    });

    [Fact]
    public void Retention_that_has_run_keeps_everything_when_it_runs_again() => Cases.Sample(item =>
    {
        SnapshotHeader[] kept = Kept(item.Snapshots, item.Policy);

        Assert.Equal(kept, Kept(kept, item.Policy));
    });

    [Fact]
    public void A_further_rule_or_a_higher_cap_deletes_nothing_more() => Gen.Select(Cases, Gen.Enum<RetentionPeriod>()).Sample((item, period) =>
    {
        RetentionRule[] more =
        [
            .. item.Policy.Rules.Where(rule => rule.Period != period).Select(rule => rule with { Cap = rule.Cap == 0 ? 0 : rule.Cap + 1 }),
            item.Policy.Rules.FirstOrDefault(rule => rule.Period == period) ?? new RetentionRule(period, 3, 1),
        ];

        Assert.Subset(Kept(item.Snapshots, item.Policy with { Rules = more, Force = true }).ToHashSet(), Kept(item.Snapshots, item.Policy with { Force = true }).ToHashSet());
    });

    [Fact]
    public void No_dataset_loses_its_last_snapshot_unless_forced() => Cases.Sample(item =>
    {
        string[] before = [.. item.Snapshots.Select(snapshot => snapshot.Description.Dataset).Distinct().Order()];
        string[] after = [.. Kept(item.Snapshots, item.Policy with { Force = false }).Select(snapshot => snapshot.Description.Dataset).Distinct().Order()];

        Assert.Equal(before, after);
    });

    [Fact]
    public void Snapshots_of_parts_change_nothing_for_whole_ones() => Cases.Sample(item =>
    {
        SnapshotHeader[] whole = [.. item.Snapshots.Where(IsWhole)];

        Assert.Equal(Kept(whole, item.Policy), Kept(item.Snapshots, item.Policy).Where(IsWhole));
    });

    [Fact]
    public void A_cap_alone_keeps_that_many_of_every_bucket() => Gen.Select(Snapshots, Gen.Int[1, 3]).Sample((snapshots, cap) =>
    {
        var policy = new RetentionPolicy { Rules = [new RetentionRule(RetentionPeriod.Day, 0, cap)], GroupBy = RetentionGroup.None, Force = true };

        Assert.Equal(
            snapshots.GroupBy(snapshot => (snapshot.Timestamp.UtcDateTime.Date, SnapshotScope.FilterOf(snapshot.Description))).Sum(day => Math.Min(cap, day.Count())),
            Kept(snapshots, policy).Length);
    });

    private static IReadOnlyList<RetentionDecision> Plan(SnapshotHeader[] snapshots, RetentionPolicy policy) => new RetentionPlanner(new FixedClock(Now)).Plan(snapshots, policy);

    private static bool IsWhole(SnapshotHeader snapshot) => SnapshotScope.FilterOf(snapshot.Description).Length == 0;

    private static SnapshotHeader[] Kept(SnapshotHeader[] snapshots, RetentionPolicy policy) =>
        [.. Plan(snapshots, policy).Where(decision => decision.Action == RetentionAction.Keep).Select(decision => decision.Snapshot)];
}
