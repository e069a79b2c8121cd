namespace ScwSecretBackup.Kloset.Msgpack;

/// <summary>An instant exactly as a store holds it: whole seconds since the Unix epoch and nanoseconds, also before the year 1 and after 9999.</summary>
/// <param name="Seconds">Seconds since 1970-01-01T00:00:00Z, negative before it.</param>
/// <param name="Nanoseconds">0 to 999,999,999, counted forwards from <paramref name="Seconds"/>.</param>
public readonly record struct KlosetTime(long Seconds, uint Nanoseconds)
{
    /// <summary>Nanoseconds in a second; a valid <see cref="Nanoseconds"/> is below it.</summary>
    public const uint NanosecondsPerSecond = 1_000_000_000;

    private const uint NanosecondsPerTick = 100;

    private static readonly long MinSeconds = DateTimeOffset.MinValue.ToUnixTimeSeconds();
    private static readonly long MaxSeconds = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    /// <summary>What Go writes for a time that was never set: 1 January of the year 1.</summary>
    public static KlosetTime GoZero => new(MinSeconds, 0);

    /// <summary>Keeps the 100 ns of .NET exactly.</summary>
    public static KlosetTime FromDateTimeOffset(DateTimeOffset value)
    {
        long ticks = value.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks;
        long seconds = Math.DivRem(ticks, TimeSpan.TicksPerSecond, out long rest);
        if (rest < 0)
        {
            seconds--;
            rest += TimeSpan.TicksPerSecond;
        }

        return new KlosetTime(seconds, (uint)rest * NanosecondsPerTick);
    }

    /// <summary>The instant that a store counts in nanoseconds since the Unix epoch.</summary>
    public static KlosetTime FromUnixNanoseconds(long nanoseconds)
    {
        long seconds = Math.DivRem(nanoseconds, NanosecondsPerSecond, out long rest);
        return rest < 0 ? new KlosetTime(seconds - 1, (uint)(rest + NanosecondsPerSecond)) : new KlosetTime(seconds, (uint)rest);
    }

    /// <summary>Nanoseconds since the Unix epoch; an instant beyond the years 1677 to 2262 becomes the nearest that fits.</summary>
    public long ToUnixNanoseconds() =>
        (long)Int128.Clamp(((Int128)Seconds * NanosecondsPerSecond) + Nanoseconds, long.MinValue, long.MaxValue);

    /// <summary>The instant in UTC, cut to 100 ns and to the years 1 to 9999.</summary>
    public DateTimeOffset ToDateTimeOffset()
    {
        if (Seconds < MinSeconds)
        {
            return DateTimeOffset.MinValue;
        }

        return Seconds > MaxSeconds
            ? DateTimeOffset.MaxValue
            : DateTimeOffset.FromUnixTimeSeconds(Seconds).AddTicks(Math.Min(Nanoseconds, NanosecondsPerSecond - 1) / NanosecondsPerTick);
    }
}
