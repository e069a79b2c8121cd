using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ScwSecretBackup.Scaleway.SecretManager.Wire;

/// <summary>RFC 3339 timestamps with 0 to 9 decimals (SECRET-MANAGER §2); what is finer than 100 ns is cut. Null and empty text mean "none".</summary>
internal sealed class TimestampConverter : JsonConverter<DateTimeOffset?>
{
    /// <summary>Length of the date, <c>2026-01-31</c>: a sign after it belongs to the offset.</summary>
    private const int DateLength = 10;

    public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Null || (reader.TokenType == JsonTokenType.String && reader.ValueTextEquals(""u8)))
        {
            return null;
        }

        if (reader.TokenType != JsonTokenType.String || !reader.TryGetDateTimeOffset(out var time) || !HasOffset(reader.GetString()!))
        {
            throw new JsonException("A timestamp is not RFC 3339 with an offset.");
        }

        return time.ToUniversalTime();
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset? value, JsonSerializerOptions options)
    {
        if (value is { } time)
        {
            writer.WriteStringValue(time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture));
        }
        else
        {
            writer.WriteNullValue();
        }
    }

    /// <summary>Without an offset the time would be taken as local.</summary>
    private static bool HasOffset(string text) => text.EndsWith('Z') || text.AsSpan(DateLength).ContainsAny('+', '-');
}
