using System.Globalization;

namespace ScalewayEmulator.Rules;

/// <summary>Times as the service writes them (SECRET-MANAGER §2): UTC with microseconds, groups of three zeros dropped.</summary>
internal static class Timestamp
{
    public static string Format(DateTimeOffset time)
    {
        long microseconds = time.UtcTicks % TimeSpan.TicksPerSecond / TimeSpan.TicksPerMicrosecond;
        string fraction = microseconds switch
        {
            0 => "",
            _ when microseconds % 1000 == 0 => "'.'fff",
            _ => "'.'ffffff",
        };
        return time.UtcDateTime.ToString($"yyyy-MM-dd'T'HH:mm:ss{fraction}'Z'", CultureInfo.InvariantCulture);
    }

    public static DateTimeOffset ToMicroseconds(DateTimeOffset time) => new(time.UtcTicks - time.UtcTicks % TimeSpan.TicksPerMicrosecond, TimeSpan.Zero);
}
