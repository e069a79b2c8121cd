using System.Globalization;

namespace ScwSecretBackup.Engine.Retention;

/// <summary>The buckets of a <see cref="RetentionPeriod"/>: their names and bounds, as plakar has them. Times are UTC.</summary>
internal static class RetentionCalendar
{
    private const int DaysPerWeek = 7;

    /// <summary>Name of the bucket of a time, such as <c>2026-11-24</c> or <c>2026-W48</c>; null when it is in none: on another day of the week.</summary>
    public static string? BucketOf(RetentionPeriod period, DateTime time) => period switch
    {
        RetentionPeriod.Minute => Format(time, "yyyy-MM-dd-HH:mm"),
        RetentionPeriod.Hour => Format(time, "yyyy-MM-dd-HH"),
        RetentionPeriod.Day => Format(time, "yyyy-MM-dd"),
        RetentionPeriod.Week => WeekOf(time),
        RetentionPeriod.Month => Format(time, "yyyy-MM"),
        RetentionPeriod.Year => Format(time, "yyyy"),
        _ when time.DayOfWeek == WeekdayOf(period) => $"{WeekOf(time)}-{NameOf(period)}",
        _ => null,
    };

    /// <summary>Name of a rule of the period, in lower case.</summary>
    public static string NameOf(RetentionPeriod period) => period.ToString().ToLowerInvariant();

    /// <summary>Start of the bucket that a time is in; for a day of the week, of the last such day.</summary>
    public static DateTime StartOf(RetentionPeriod period, DateTime time) => period switch
    {
        RetentionPeriod.Minute => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMinute)),
        RetentionPeriod.Hour => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerHour)),
        RetentionPeriod.Day => time.Date,
        RetentionPeriod.Week => Back(time.Date, DaysSince(DayOfWeek.Monday, time)),
        RetentionPeriod.Month => new DateTime(time.Year, time.Month, 1, 0, 0, 0, DateTimeKind.Utc),
        RetentionPeriod.Year => new DateTime(time.Year, 1, 1, 0, 0, 0, DateTimeKind.Utc),
        _ => Back(time.Date, DaysSince(WeekdayOf(period), time)),
    };

    /// <summary>Start of the oldest of the last <paramref name="count"/> buckets, the one of <paramref name="now"/> included.</summary>
    public static DateTime StartOfLast(RetentionPeriod period, DateTime now, int count)
    {
        DateTime start = StartOf(period, now);
        long steps = count - 1;
        return period switch
        {
            RetentionPeriod.Minute => Back(start, TimeSpan.TicksPerMinute, steps),
            RetentionPeriod.Hour => Back(start, TimeSpan.TicksPerHour, steps),
            RetentionPeriod.Day => Back(start, TimeSpan.TicksPerDay, steps),
            RetentionPeriod.Month => steps < MonthsUntil(start) ? start.AddMonths((int)-steps) : DateTime.MinValue,
            RetentionPeriod.Year => steps < start.Year ? start.AddYears((int)-steps) : DateTime.MinValue,
            _ => Back(start, DaysPerWeek * TimeSpan.TicksPerDay, steps),
        };
    }

    private static string Format(DateTime time, string format) => time.ToString(format, CultureInfo.InvariantCulture);

    private static string WeekOf(DateTime time) =>
        string.Create(CultureInfo.InvariantCulture, $"{ISOWeek.GetYear(time):0000}-W{ISOWeek.GetWeekOfYear(time):00}");

    private static DayOfWeek WeekdayOf(RetentionPeriod period) => Enum.Parse<DayOfWeek>(period.ToString());

    private static int DaysSince(DayOfWeek day, DateTime time) => (time.DayOfWeek - day + DaysPerWeek) % DaysPerWeek;

    private static int MonthsUntil(DateTime start) => ((start.Year - 1) * 12) + start.Month;

    private static DateTime Back(DateTime time, int days) => Back(time, TimeSpan.TicksPerDay, days);

    /// <summary>Steps back, and no further than time goes.</summary>
    private static DateTime Back(DateTime time, long ticks, long steps) =>
        steps <= time.Ticks / ticks ? time.AddTicks(-ticks * steps) : DateTime.MinValue;
}
