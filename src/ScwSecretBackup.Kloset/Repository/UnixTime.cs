using ScwSecretBackup.Kloset.Msgpack;

namespace ScwSecretBackup.Kloset.Repository;

/// <summary>Times as states hold them.</summary>
internal static class UnixTime
{
    /// <summary>Nanoseconds since the Unix epoch; 0 for a clock that is set before it.</summary>
    public static ulong Nanoseconds(TimeProvider timeProvider) =>
        (ulong)Math.Max(0, KlosetTime.FromDateTimeOffset(timeProvider.GetUtcNow()).ToUnixNanoseconds());
}
