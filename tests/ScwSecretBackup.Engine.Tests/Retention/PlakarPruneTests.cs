using System.Globalization;
using ScwSecretBackup.Engine.Retention;
using ScwSecretBackup.Engine.Snapshots;
using ScwSecretBackup.Engine.Tests.Support;
using ScwSecretBackup.Kloset.Snapshots;
using Xunit;

namespace ScwSecretBackup.Engine.Tests.Retention;

/// <summary>What plakar 1.1.4 answered to <c>plakar prune</c> with these options, on a store of these snapshots made by <c>plakar backup -force-timestamp</c>.</summary>
public sealed class PlakarPruneTests
{
    // Number, time, name, category, environment, perimeter, job, root, tags.
    private const string Store = """
         1 2026-11-24T23:10:00Z n0 c2 stage p1 j1 src2 daily
         2 2026-11-24T22:56:00Z n0 c0 prod  p1 j0 src  weekly
         3 2026-11-24T22:35:00Z n1 c0 stage p1 j0 src  keep
         4 2026-11-24T22:14:00Z n2 c2 prod  p1 j0 src  weekly
         5 2026-11-24T22:07:00Z n2 c1 dev   p1 j1 src  daily,keep
         6 2026-11-24T21:49:00Z n0 c1 prod  p1 j0 src  daily,keep
         7 2026-11-24T21:25:00Z n2 c1 dev   p0 j1 src  weekly
         8 2026-11-24T21:15:00Z n2 c1 stage p1 j1 src2 x
         9 2026-11-24T19:09:00Z n2 c0 stage p0 j1 src2 x
        10 2026-11-24T12:15:00Z n1 c2 stage p1 j1 src  daily
        11 2026-11-24T09:15:00Z n1 c2 prod  p0 j1 src  weekly
        12 2026-11-23T22:15:00Z n0 c2 stage p1 j0 src  daily,keep
        13 2026-11-23T18:15:00Z n2 c0 stage p0 j0 src2 x
        14 2026-11-23T12:15:00Z n2 c0 dev   p1 j1 src  keep
        15 2026-11-23T09:43:00Z n0 c2 stage p1 j0 src2 x
        16 2026-11-23T05:15:00Z n1 c0 prod  p0 j0 src2 monthly,weekly,x
        17 2026-11-23T00:00:00Z n0 c1 stage p0 j0 src  daily
        18 2026-11-22T23:59:59Z n1 c0 prod  p1 j0 src2 keep
        19 2026-11-22T19:15:00Z n0 c1 dev   p0 j0 src2 x
        20 2026-11-22T12:15:00Z n2 c1 stage p0 j1 src  weekly
        21 2026-11-22T08:15:00Z n2 c1 stage p1 j1 src2 keep
        22 2026-11-21T13:51:00Z n2 c1 prod  p0 j0 src  monthly,weekly,x
        23 2026-11-20T04:01:00Z n1 c0 dev   p0 j1 src  keep
        24 2026-11-18T22:15:00Z n2 c1 prod  p0 j1 src2 keep
        25 2026-11-16T21:09:00Z n2 c2 dev   p1 j1 src  keep
        26 2026-11-15T13:36:00Z n0 c2 stage p0 j1 src  keep
        27 2026-11-14T09:09:00Z n2 c1 dev   p1 j1 src2 daily
        28 2026-11-12T19:27:00Z n1 c1 dev   p0 j0 src  daily
        29 2026-11-11T00:30:00Z n2 c2 prod  p1 j0 src2 x
        30 2026-11-09T12:33:00Z n2 c1 stage p1 j1 src2 weekly
        31 2026-11-08T01:19:00Z n2 c0 stage p1 j1 src  monthly,weekly,x
        32 2026-11-06T22:12:00Z n1 c2 stage p1 j0 src  keep
        33 2026-11-05T01:25:00Z n1 c2 prod  p0 j0 src2 monthly,weekly,x
        34 2026-11-04T13:16:00Z n0 c0 prod  p1 j1 src  monthly,weekly,x
        35 2026-11-01T00:00:00Z n1 c0 dev   p0 j0 src  weekly
        36 2026-10-31T23:59:59Z n0 c2 prod  p0 j1 src  weekly
        37 2026-10-26T16:29:00Z n0 c0 stage p0 j1 src  daily
        38 2026-10-17T22:25:00Z n0 c0 prod  p0 j1 src  weekly
        39 2026-10-08T19:29:00Z n0 c0 dev   p1 j1 src  daily
        40 2026-09-29T22:28:00Z n0 c2 dev   p0 j0 src2 daily,keep
        41 2026-09-20T13:45:00Z n0 c0 dev   p1 j1 src  daily
        42 2026-09-11T08:36:00Z n0 c2 dev   p1 j0 src  x
        43 2026-09-02T20:59:00Z n0 c1 dev   p0 j0 src2 monthly,weekly,x
        44 2026-08-16T18:19:00Z n1 c1 prod  p1 j1 src2 weekly
        45 2026-05-31T16:06:00Z n2 c2 stage p0 j1 src  daily,keep
        46 2026-03-15T20:48:00Z n0 c2 stage p0 j0 src2 keep
        47 2026-01-01T00:00:00Z n0 c0 prod  p0 j0 src2 monthly,weekly,x
        48 2025-12-31T23:59:59Z n2 c1 stage p0 j1 src2 daily
        49 2025-12-29T00:00:00Z n2 c0 dev   p0 j0 src2 weekly
        50 2025-12-28T14:02:00Z n2 c1 prod  p1 j1 src2 daily,keep
        51 2025-10-12T21:15:00Z n2 c2 prod  p1 j0 src2 daily
        52 2025-07-27T13:31:00Z n0 c2 prod  p0 j0 src2 monthly,weekly,x
        53 2025-05-11T18:00:00Z n2 c1 prod  p1 j0 src  keep
        54 2025-02-23T13:42:00Z n0 c2 prod  p0 j1 src2 keep
        55 2025-01-01T12:00:00Z n1 c0 prod  p0 j1 src2 x
        56 2024-12-30T10:00:00Z n1 c1 stage p0 j0 src2 daily
        57 2024-12-08T09:20:00Z n0 c1 dev   p1 j1 src2 x
        58 2024-09-22T11:37:00Z n0 c0 prod  p1 j1 src  weekly
        59 2024-02-29T10:00:00Z n2 c0 prod  p1 j1 src2 monthly,weekly,x
        """;

    private static readonly FixedClock Clock = new(Time("2026-11-24T23:21:00Z"));

    [Theory]
    [InlineData("-days 7", "25-59")]
    [InlineData("-per-day 1", "2-11 13-17 19-21")]
    [InlineData("-days 3 -per-day 2", "3-11 14-17 20-59")]
    [InlineData("-hours 24 -per-hour 1", "3-5 7-8 12-59")]
    [InlineData("-minutes 90", "6-59")]
    [InlineData("-weeks 4 -per-week 1", "2-17 19-25 27-30 32-59")]
    [InlineData("-months 12 -per-month 1", "2-35 37-39 41-43 49-59")]
    [InlineData("-years 2 -per-year 1", "2-47 49-59")]
    [InlineData("-years 1", "48-59")]
    [InlineData("-days 7 -per-day 1 -weeks 4 -per-week 1 -months 12 -per-month 1 -years 3 -per-year 1", "2-11 13-17 19-21 25 27-30 32-35 37-39 41-43 49-55 57-59")]
    [InlineData("-sundays 4", "1-17 22-25 27-30 32-34 36-59")]
    [InlineData("-sundays 2 -per-sunday 1", "1-17 19-25 27-59")]
    [InlineData("-mondays 1", "1-11 18-59")]
    [InlineData("-per-monday 1", "1-11 13-24 26-29 31-36 38-48 50-55 57-59")]
    [InlineData("-per-friday 1 -fridays 5", "1-22 24-31 33-59")]
    [InlineData("-tuesdays 3", "12-59")]
    [InlineData("-saturdays 3 -per-saturday 2 -wednesdays 3", "1-21 23 25-26 28 30-33 35-59")]
    [InlineData("-per-thursday 1 -per-tuesday 1", "2-27 29-32 34-38 41-46 48-58")]
    [InlineData("-thursdays 2", "1-27 29-59")]
    [InlineData("-per-day 1 -group-by name", "2 5-11 14-15 17 21")]
    [InlineData("-months 3 -per-month 1 -group-by tag", "4-7 9-15 17-35 38-39 41 44-59")]
    [InlineData("-per-week 1 -group-by environment", "3-4 6-17 21-25 28 30 32 34")]
    [InlineData("-per-month 2 -group-by job", "4 6-35 38-39 43")]
    [InlineData("-per-year 1 -group-by root", "3-47 49-52 54-55 57 59")]
    [InlineData("-per-year 1 -group-by origin", "2-47 49-55 57-59")]
    [InlineData("-per-year 1 -group-by type", "2-47 49-55 57-59")]
    [InlineData("-per-year 1 -group-by category", "3-4 6-47 50 52-55 57 59")]
    [InlineData("-per-year 1 -group-by perimeter", "2-6 8-47 49 51-55 58-59")]
    [InlineData("-per-month 1 -tag daily", "5-6 10 12 17 27-28 39 41 50")]
    [InlineData("-per-month 1 -tag daily,keep", "6 12")]
    [InlineData("-per-month 1 -tag daily -tag keep", "6 12")]
    [InlineData("-per-month 1 -tag !keep", "2 4 7-11 13 15-17 19-20 22 27-31 33-35 37-39 42-43 49 57")]
    [InlineData("-per-month 1 -tag daily -tag !keep", "10 17 27-28 39")]
    [InlineData("-per-month 1 -tag !keep,!x", "2 4 7 10-11 17 20 27-28 30 35 37-39 49")]
    [InlineData("-per-week 1 -environment prod", "4 6 11 16 22 24 34")]
    [InlineData("-per-week 1 -job j1 -name n1", "11")]
    [InlineData("-per-week 1 -root /src", "3-7 10-12 14 17 22-23 25 28 32 34 36-37")]
    [InlineData("-per-week 1 -root /src -root /src2", "")]
    [InlineData("-per-week 1 -category c1 -perimeter p1", "6 8 30")]
    [InlineData("-per-week 1 -before 2026-10-01T00:00:00Z", "48-49 56")]
    [InlineData("-per-week 1 -since 2026-10-01T00:00:00Z", "2-17 19-25 27-30 32-34 36-37")]
    [InlineData("-per-month 1 -since 2026-01-01T00:00:00Z -before 2026-11-23T00:00:00Z", "18-35 37-39 41-43")]
    [InlineData("-per-week 1 -latest", "")]
    [InlineData("-days 5 -latest -tag x", "")]
    [InlineData("-days 30 -per-hour 1", "")]
    [InlineData("-weeks 1 -months 2 -per-month 3", "18-35 39-59")]
    [InlineData("-per-minute 1 -days 2", "")]
    [InlineData("-years 3 -per-year 2 -group-by tag -tag !keep", "7 11 13 15 17 19-20 27-31 33-39 41-44 47")]
    [InlineData("-latest -group-by name -per-day 1", "")]
    [InlineData("-per-wednesday 2 -wednesdays 6 -per-month 1 -months 6 -group-by job -tag !x", "3-7 10-12 14 17-18 20-21 23 25-28 30 32 35 37-39 45-46 48-51 53-54 56 58")]
    [InlineData("-minutes 120 -per-minute 1 -hours 12 -per-hour 2", "8 11-59")]
    public void Retention_deletes_what_plakar_prune_deletes(string options, string expected)
    {
        (string Option, string Value)[] given = [.. Read(options)];
        var policy = new RetentionPolicy
        {
            Rules = RetentionPlannerTests.Parse(string.Join(' ', given.Where(IsRule).Select(pair => $"{pair.Option} {pair.Value}"))),
            Filter = FilterOf(given),
            GroupBy = Enum.Parse<RetentionGroup>(given.FirstOrDefault(pair => pair.Option == "group-by").Value ?? "None", ignoreCase: true),
            Force = true,
        };

        IReadOnlyList<RetentionDecision> decisions = new RetentionPlanner(Clock).Plan(Snapshots(), policy);

        int[] deleted = [.. decisions.Where(decision => decision.Action == RetentionAction.Delete)
            .Select(decision => int.Parse(decision.Snapshot.Id.ToString(), NumberStyles.HexNumber, CultureInfo.InvariantCulture))];
        Assert.Equal(Numbers(expected), deleted);
    }

    private static SnapshotHeader[] Snapshots() => [.. Store.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(field => new SnapshotHeader
    {
        Id = Kloset.Mac.Parse(int.Parse(field[0], CultureInfo.InvariantCulture).ToString("x64", CultureInfo.InvariantCulture)),
        Timestamp = Time(field[1]),
        Description = new SnapshotDescription
        {
            ImporterType = "fs",
            ImporterOrigin = "vm",
            Name = field[2],
            Category = field[3],
            Environment = field[4],
            Perimeter = field[5],
            Job = field[6],
            ImporterDirectory = $"/{field[7]}",
            Tags = field[8].Trim().Split(','),
        },
    })];

    private static SnapshotFilter FilterOf((string Option, string Value)[] given)
    {
        string One(string option) => given.FirstOrDefault(pair => pair.Option == option).Value ?? "";
        DateTimeOffset? At(string option) => One(option) is { Length: > 0 } time ? Time(time) : null;
        string[] tags = [.. given.Where(pair => pair.Option == "tag").SelectMany(pair => pair.Value.Split(','))];
        return new SnapshotFilter
        {
            Name = One("name"),
            Category = One("category"),
            Environment = One("environment"),
            Perimeter = One("perimeter"),
            Job = One("job"),
            Roots = [.. given.Where(pair => pair.Option == "root").Select(pair => pair.Value)],
            Tags = [.. tags.Where(tag => !tag.StartsWith('!'))],
            ExcludedTags = [.. tags.Where(tag => tag.StartsWith('!')).Select(tag => tag[1..])],
            Before = At("before"),
            Since = At("since"),
            Latest = given.Any(pair => pair.Option == "latest"),
        };
    }

    /// <summary>Options of plakar, each with its value; only <c>-latest</c> has none.</summary>
    private static IEnumerable<(string Option, string Value)> Read(string options)
    {
        string[] words = options.Split(' ');
        for (int i = 0; i < words.Length; i++)
        {
            string option = words[i][1..];
            yield return (option, option == "latest" ? "" : words[++i]);
        }
    }

    private static bool IsRule((string Option, string Value) pair) => int.TryParse(pair.Value, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private static IEnumerable<int> Numbers(string ranges) => ranges.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(range => range.Split('-').Select(number => int.Parse(number, CultureInfo.InvariantCulture)).ToArray())
        .SelectMany(ends => Enumerable.Range(ends[0], ends[^1] - ends[0] + 1));

    private static DateTimeOffset Time(string time) => DateTimeOffset.Parse(time, CultureInfo.InvariantCulture);
}
