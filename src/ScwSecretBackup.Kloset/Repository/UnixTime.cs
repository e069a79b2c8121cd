using ScwSecretBackup.Kloset.Msgpack;

namespace ScwSecretBackup.Kloset.Repository;

/// <summary>Times as states hold them.</summary>
internal static class UnixTime
{
    /// <summary>Nanoseconds since the Unix epoch; 0 for a clock that is set before it.</summary>
    public static ulong Nanoseconds(TimeProvider timeProvider) =>
        (ulong)Math.Max(0, KlosetTime.FromDateTimeOffset(timeProvider.GetUtcNow()).ToUnixNanoseconds());

    /// <summary>The instant, cut to 100 ns; one after the year 2262 becomes the last that fits.</summary>
    public static DateTimeOffset ToDateTimeOffset(ulong nanoseconds) =>
        KlosetTime.FromUnixNanoseconds((long)Math.Min(nanoseconds, long.MaxValue)).ToDateTimeOffset();
}
