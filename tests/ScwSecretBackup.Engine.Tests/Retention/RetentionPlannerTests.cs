using System.Globalization;
using ScwSecretBackup.Engine.Retention;
using ScwSecretBackup.Engine.Snapshots;
using ScwSecretBackup.Engine.Tests.Support;
using ScwSecretBackup.Kloset.Snapshots;
using Xunit;

namespace ScwSecretBackup.Engine.Tests.Retention;

/// <summary>Decisions worked out by hand from the rules of <c>plakar prune</c>: windows end now, buckets are UTC, newest first, keep wins.</summary>
public sealed class RetentionPlannerTests
{
    // A Wednesday, in the ISO week 2026-W22.
    private const string Now = "2026-05-27 12:00";

    [Theory]
    [InlineData("days 2", "2026-05-27 01:00", "Keep day 2026-05-27 1 0 within bucket")]
    [InlineData("days 2", "2026-05-26 00:00", "Keep day 2026-05-26 1 0 within bucket")]
    [InlineData("days 2", "2026-05-25 23:59", "Delete - - 0 0 outside retention windows")]
    [InlineData("days 2", "2026-05-28 00:00", "Delete - - 0 0 outside retention windows")]
    [InlineData("minutes 1", "2026-05-27 12:00", "Keep minute 2026-05-27-12:00 1 0 within bucket")]
    [InlineData("minutes 1", "2026-05-27 11:59", "Delete - - 0 0 outside retention windows")]
    [InlineData("hours 3", "2026-05-27 10:00", "Keep hour 2026-05-27-10 1 0 within bucket")]
    [InlineData("hours 3", "2026-05-27 09:59", "Delete - - 0 0 outside retention windows")]
    [InlineData("weeks 1", "2026-05-25 00:00", "Keep week 2026-W22 1 0 within bucket")]
    [InlineData("weeks 1", "2026-05-24 23:59", "Delete - - 0 0 outside retention windows")]
    [InlineData("weeks 22", "2026-01-01 00:00", "Keep week 2026-W01 1 0 within bucket")]
    [InlineData("weeks 22", "2025-12-29 00:00", "Keep week 2026-W01 1 0 within bucket")]
    [InlineData("weeks 22", "2025-12-28 23:59", "Delete - - 0 0 outside retention windows")]
    [InlineData("months 6", "2025-12-01 00:00", "Keep month 2025-12 1 0 within bucket")]
    [InlineData("months 6", "2025-11-30 23:59", "Delete - - 0 0 outside retention windows")]
    [InlineData("years 2", "2025-01-01 00:00", "Keep year 2025 1 0 within bucket")]
    [InlineData("years 2", "2024-12-31 23:59", "Delete - - 0 0 outside retention windows")]
    [InlineData("years 2147483647", "0001-01-01 00:00", "Keep year 0001 1 0 within bucket")]
    [InlineData("months 2147483647", "0001-01-01 00:00", "Keep month 0001-01 1 0 within bucket")]
    [InlineData("minutes 2147483647", "2026-01-01 00:00", "Keep minute 2026-01-01-00:00 1 0 within bucket")]
    [InlineData("mondays 1", "2026-05-25 08:00", "Keep monday 2026-W22-monday 1 0 within bucket")]
    [InlineData("mondays 1", "2026-05-18 08:00", "Delete - - 0 0 outside retention windows")]
    [InlineData("mondays 2", "2026-05-18 08:00", "Keep monday 2026-W21-monday 1 0 within bucket")]
    [InlineData("wednesdays 1", "2026-05-27 23:59", "Keep wednesday 2026-W22-wednesday 1 0 within bucket")]
    [InlineData("sundays 1", "2026-05-24 00:00", "Keep sunday 2026-W21-sunday 1 0 within bucket")]
    [InlineData("sundays 1", "2026-05-31 00:00", "Delete - - 0 0 outside retention windows")]
    [InlineData("fridays 1", "2026-05-25 08:00", "Delete - - 0 0 outside retention windows")]
    [InlineData("per-friday 1", "2020-05-29 08:00", "Keep friday 2020-W22-friday 1 1 within bucket")]
    [InlineData("per-friday 1", "2020-05-28 08:00", "Delete - - 0 0 outside retention windows")]
    [InlineData("per-day 1", "2010-01-03 08:00", "Keep day 2010-01-03 1 1 within bucket")]
    [InlineData("per-week 3", "2021-01-03 08:00", "Keep week 2020-W53 1 3 within bucket")]
    public void A_snapshot_is_kept_in_the_buckets_of_the_windows(string rules, string time, string expected)
    {
        Assert.Equal([expected], Decide(rules, RetentionGroup.None, Snapshot(1, time)));
    }

    [Fact]
    public void A_cap_keeps_the_newest_of_each_bucket()
    {
        string[] decisions = Decide("days 2 per-day 1", RetentionGroup.None,
            Snapshot(1, "2026-05-27 10:00"), Snapshot(2, "2026-05-27 09:00"), Snapshot(3, "2026-05-26 09:00"), Snapshot(4, "2026-05-25 09:00"));

        Assert.Equal(
            [
                "Keep day 2026-05-27 1 1 within bucket",
                "Delete day 2026-05-27 2 1 exceeds per-bucket cap",
                "Keep day 2026-05-26 1 1 within bucket",
                "Delete - - 0 0 outside retention windows",
            ],
            decisions);
    }

    [Fact]
    public void What_one_rule_keeps_another_does_not_delete()
    {
        string[] decisions = Decide("days 1 per-day 1 months 2 per-month 1", RetentionGroup.None,
            Snapshot(1, "2026-05-27 10:00"), Snapshot(2, "2026-05-27 09:00"), Snapshot(3, "2026-04-30 09:00"), Snapshot(4, "2026-04-29 09:00"), Snapshot(5, "2026-03-31 09:00"));

        Assert.Equal(
            [
                "Keep day 2026-05-27 1 1 within bucket",
                "Delete day 2026-05-27 2 1 exceeds per-bucket cap",
                "Keep month 2026-04 1 1 within bucket",
                "Delete month 2026-04 2 1 exceeds per-bucket cap",
                "Delete - - 0 0 outside retention windows",
            ],
            decisions);
    }

    [Fact]
    public void Of_several_rules_that_keep_the_one_with_the_lowest_rank_is_named()
    {
        string[] decisions = Decide("days 1 per-hour 1", RetentionGroup.None, Snapshot(1, "2026-05-27 10:00"), Snapshot(2, "2026-05-27 09:00"));

        Assert.Equal(["Keep hour 2026-05-27-10 1 1 within bucket", "Keep hour 2026-05-27-09 1 1 within bucket"], decisions);
    }

    [Fact]
    public void Grandfather_father_son_keeps_days_weeks_months_and_years()
    {
        SnapshotHeader[] daily = [.. Enumerable.Range(0, 800).Select(day => Snapshot(day + 1, Utc(Now).AddDays(-day)))];

        IReadOnlyList<RetentionDecision> decisions = Plan("days 1 per-day 7 weeks 4 per-week 1 months 12 per-month 1 years 5 per-year 1", RetentionGroup.None, daily);

        string[] kept = [.. decisions.Where(decision => decision.Action == RetentionAction.Keep).Select(decision => decision.Snapshot.Timestamp.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))];
        Assert.Equal(
            [
                "2026-05-27", "2026-05-24", "2026-05-17", "2026-05-10", "2026-04-30", "2026-03-31", "2026-02-28", "2026-01-31", "2025-12-31",
                "2025-11-30", "2025-10-31", "2025-09-30", "2025-08-31", "2025-07-31", "2025-06-30", "2024-12-31",
            ],
            kept);
    }

    [Fact]
    public void Rules_apply_to_each_dataset_on_its_own()
    {
        SnapshotHeader a1 = Snapshot(1, "2026-05-27 10:00", dataset: "a");
        SnapshotHeader a2 = Snapshot(2, "2026-05-27 09:00", dataset: "a");
        SnapshotHeader b1 = Snapshot(3, "2026-05-27 08:00", dataset: "b");

        Assert.Equal([RetentionAction.Keep, RetentionAction.Delete, RetentionAction.Keep], Actions("days 1 per-day 1", RetentionGroup.Dataset, a1, a2, b1));
        Assert.Equal([RetentionAction.Keep, RetentionAction.Delete, RetentionAction.Delete], Actions("days 1 per-day 1", RetentionGroup.None, force: true, a1, a2, b1));
    }

    [Fact]
    public void A_snapshot_in_several_groups_stays_when_one_keeps_it()
    {
        SnapshotHeader both = Snapshot(1, "2026-05-27 09:00", tags: ["x", "y"]);
        SnapshotHeader newerX = Snapshot(2, "2026-05-27 10:00", tags: ["x"]);
        SnapshotHeader olderY = Snapshot(3, "2026-05-27 08:00", tags: ["y"]);
        SnapshotHeader untagged = Snapshot(4, "2026-05-27 07:00");

        Assert.Equal(
            [RetentionAction.Keep, RetentionAction.Keep, RetentionAction.Delete, RetentionAction.Keep],
            Actions("days 1 per-day 1", RetentionGroup.Tag, newerX, both, olderY, untagged));
    }

    [Fact]
    public void Filters_come_before_the_rules_and_what_they_leave_out_stays()
    {
        SnapshotHeader other = Snapshot(1, "2026-05-27 11:00", tags: ["keep"]);
        SnapshotHeader newer = Snapshot(2, "2026-05-27 10:00");
        SnapshotHeader older = Snapshot(3, "2026-05-27 09:00");

        var policy = new RetentionPolicy { Rules = Parse("days 1 per-day 1"), Filter = new SnapshotFilter { ExcludedTags = ["keep"] } };

        Assert.Equal(
            ["Keep - - 0 0 not selected by the filters", "Keep day 2026-05-27 1 1 within bucket", "Delete day 2026-05-27 2 1 exceeds per-bucket cap"],
            Planner().Plan([older, other, newer], policy).Select(Describe));
    }

    [Fact]
    public void The_last_snapshot_of_a_dataset_is_held_unless_forced()
    {
        SnapshotHeader newer = Snapshot(1, "2020-05-27 10:00", dataset: "old");
        SnapshotHeader older = Snapshot(2, "2020-05-26 10:00", dataset: "old");

        RetentionDecision[] held = [.. Plan("days 7", RetentionGroup.Dataset, newer, older)];

        Assert.Equal([RetentionAction.Keep, RetentionAction.Delete], held.Select(decision => decision.Action));
        Assert.Equal([true, false], held.Select(decision => decision.Held));
        Assert.Equal("last snapshot of its dataset; outside retention windows", held[0].Note);
        Assert.Equal([RetentionAction.Delete, RetentionAction.Delete], Actions("days 7", RetentionGroup.Dataset, force: true, newer, older));
    }

    [Theory]
    [InlineData("per-day 1", RetentionGroup.Dataset, "Keep,Keep,Delete,Keep,Delete")]
    [InlineData("per-day 1", RetentionGroup.None, "Keep,Keep,Delete,Keep,Delete")]
    [InlineData("hours 3", RetentionGroup.Dataset, "Keep,Keep,Delete,Keep,Delete")]
    [InlineData("minutes 1", RetentionGroup.Dataset, "Delete,Delete,Delete,Keep,Delete")]
    public void A_snapshot_of_a_part_never_takes_the_place_of_a_whole_one(string rules, RetentionGroup group, string expected)
    {
        SnapshotHeader[] snapshots =
        [
            Snapshot(1, "2026-05-27 11:00", dataset: "d", filter: "name token"),
            Snapshot(2, "2026-05-27 10:00", dataset: "d", filter: "folder /prod"),
            Snapshot(3, "2026-05-27 09:00", dataset: "d", filter: "name token"),
            Snapshot(4, "2026-05-27 08:00", dataset: "d", filter: "none"),
            Snapshot(5, "2026-05-27 07:00", dataset: "d"),
        ];

        Assert.Equal(expected, string.Join(',', Actions(rules, group, snapshots)));
    }

    [Fact]
    public void Where_there_are_only_snapshots_of_parts_the_last_of_them_is_held()
    {
        SnapshotHeader[] snapshots =
        [
            Snapshot(1, "2020-05-27 11:00", dataset: "d", filter: "name token"),
            Snapshot(2, "2020-05-27 10:00", dataset: "d", filter: "folder /prod"),
        ];

        Assert.Equal([RetentionAction.Keep, RetentionAction.Delete], Actions("days 7", RetentionGroup.Dataset, snapshots));
    }

    [Fact]
    public void Sources_that_name_no_dataset_are_told_apart_by_what_they_back_up()
    {
        SnapshotHeader[] snapshots = [Snapshot(1, "2020-05-27 10:00", origin: "one"), Snapshot(2, "2020-05-26 10:00", origin: "two"), Snapshot(3, "2020-05-25 10:00", origin: "two")];

        Assert.Equal([RetentionAction.Keep, RetentionAction.Keep, RetentionAction.Delete], Actions("days 7", RetentionGroup.Dataset, snapshots));
    }

    [Theory]
    [InlineData("")]
    [InlineData("days 0 per-day 0")]
    public void Without_a_rule_there_is_no_policy(string rules)
    {
        var refusal = Assert.Throws<EngineException>(() => new RetentionPolicy { Rules = Parse(rules) });

        Assert.Equal(EngineErrorKind.NoRetentionRule, refusal.Kind);
    }

    internal static RetentionRule[] Parse(string rules)
    {
        string[] words = rules.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return [.. words.Chunk(2)
            .GroupBy(pair => Enum.Parse<RetentionPeriod>(pair[0].Replace("per-", "", StringComparison.Ordinal).TrimEnd('s'), ignoreCase: true))
            .Select(period => new RetentionRule(period.Key, Number(period, cap: false), Number(period, cap: true)))];
    }

    internal static SnapshotHeader Snapshot(int number, DateTimeOffset time, string dataset = "", string origin = "here", string[]? tags = null, string filter = "") => new()
    {
        Id = Kloset.Mac.Parse(number.ToString("x64", CultureInfo.InvariantCulture)),
        Timestamp = time,
        Description = new SnapshotDescription { ImporterType = "test", ImporterOrigin = origin, Dataset = dataset, Tags = tags ?? [], Context = filter.Length > 0 ? [new("Filter", filter)] : [] },
    };

    internal static DateTimeOffset Utc(string time) => DateTimeOffset.Parse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private static SnapshotHeader Snapshot(int number, string time, string dataset = "", string origin = "here", string[]? tags = null, string filter = "") =>
        Snapshot(number, Utc(time), dataset, origin, tags, filter);

    private static int Number(IEnumerable<string[]> pairs, bool cap) => pairs
        .Where(pair => pair[0].StartsWith("per-", StringComparison.Ordinal) == cap)
        .Select(pair => int.Parse(pair[1], CultureInfo.InvariantCulture)).SingleOrDefault();

    private static RetentionPlanner Planner() => new(new FixedClock(Utc(Now)));

    private static IReadOnlyList<RetentionDecision> Plan(string rules, RetentionGroup group, params SnapshotHeader[] snapshots) =>
        Planner().Plan(snapshots, new RetentionPolicy { Rules = Parse(rules), GroupBy = group });

    private static RetentionAction[] Actions(string rules, RetentionGroup group, params SnapshotHeader[] snapshots) => Actions(rules, group, force: false, snapshots);

    private static RetentionAction[] Actions(string rules, RetentionGroup group, bool force, params SnapshotHeader[] snapshots) =>
        [.. Planner().Plan(snapshots, new RetentionPolicy { Rules = Parse(rules), GroupBy = group, Force = force }).Select(decision => decision.Action)];

    /// <summary>The decisions in words, without the guard that plakar doesn't have.</summary>
    private static string[] Decide(string rules, RetentionGroup group, params SnapshotHeader[] snapshots) =>
        [.. Planner().Plan(snapshots, new RetentionPolicy { Rules = Parse(rules), GroupBy = group, Force = true }).Select(Describe)];

    private static string Describe(RetentionDecision decision) =>
        $"{decision.Action} {Or(decision.Rule)} {Or(decision.Bucket)} {decision.Rank} {decision.Cap} {decision.Note}";

    private static string Or(string text) => text.Length > 0 ? text : "-";
}
