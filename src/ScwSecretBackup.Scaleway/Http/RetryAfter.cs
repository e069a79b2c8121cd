using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;

namespace ScwSecretBackup.Scaleway.Http;

/// <summary>How long a refusal asks to wait: header first, then the fields some products put into the body (SECRET-MANAGER §8.1).</summary>
internal static class RetryAfter
{
    public static TimeSpan? Find(HttpResponseHeaders headers, JsonElement? error, DateTimeOffset now)
    {
        var delay = headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - now,
            _ => FindInBody(error, now),
        };

        // Zero or the past says no more than "again": the ordinary back-off applies.
        return delay > TimeSpan.Zero ? delay : null;
    }

    private static TimeSpan? FindInBody(JsonElement? error, DateTimeOffset now)
    {
        if (error is not { ValueKind: JsonValueKind.Object } body)
        {
            return null;
        }

        if (body.TryGetProperty("reset_seconds", out var seconds) && TryReadSeconds(seconds, out var count))
        {
            return TimeSpan.FromSeconds(count);
        }

        return body.TryGetProperty("reset_at", out var at) && at.ValueKind == JsonValueKind.String && at.TryGetDateTimeOffset(out var time)
            ? time - now
            : null;
    }

    private static bool TryReadSeconds(JsonElement element, out double seconds)
    {
        // A week: longer than anybody waits, short enough for every timer.
        const double Longest = 7 * 24 * 3600;
        seconds = 0;
        var read = element.ValueKind switch
        {
            JsonValueKind.Number => element.TryGetDouble(out seconds),
            JsonValueKind.String => double.TryParse(element.GetString(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out seconds),
            _ => false,
        };
        seconds = Math.Clamp(seconds, 0, Longest);
        return read && !double.IsNaN(seconds);
    }
}
