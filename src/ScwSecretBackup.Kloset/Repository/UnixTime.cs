using ScwSecretBackup.Kloset.Msgpack;

namespace ScwSecretBackup.Kloset.Repository;

/// <summary>Times as states hold them.</summary>
internal static class UnixTime
{
    /// <summary>Nanoseconds since the Unix epoch; 0 for a clock that is set before it.</summary>
    public static ulong Nanoseconds(TimeProvider timeProvider)
    {
        KlosetTime now = KlosetTime.FromDateTimeOffset(timeProvider.GetUtcNow());
        return now.Seconds < 0 ? 0 : ((ulong)now.Seconds * KlosetTime.NanosecondsPerSecond) + now.Nanoseconds;
    }
}
