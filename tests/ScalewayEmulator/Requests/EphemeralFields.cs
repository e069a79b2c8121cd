using System.Text.Json;
using ScalewayEmulator.Answers;

namespace ScalewayEmulator.Requests;

/// <summary>The fields of <c>ephemeral_policy</c> and <c>ephemeral_properties</c>, validated (SECRET-MANAGER §5.4).</summary>
internal sealed record EphemeralFields(string? TimeToLive, DateTimeOffset? ExpiresAt, bool? ExpiresOnceAccessed, string Action)
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    public static EphemeralFields? ReadPolicy(ApiRequest request)
    {
        const string Field = "ephemeral_policy";
        if (!request.Has(Field))
        {
            return null;
        }

        JsonElement policy = request.Body.GetProperty(Field);
        string? timeToLive = null;
        if (Text(policy, "time_to_live") is { } text)
        {
            if (!Durations.TryParse(text, out TimeSpan duration) || duration < TimeSpan.FromSeconds(1) || duration > Longest)
            {
                throw ApiErrors.InvalidArgument("ephemeral_policy.time_to_live", "constraint", "value must be between 1 second and 1 year");
            }

            timeToLive = Durations.Normalize(duration);
        }

        bool? onceAccessed = Flag(policy, "expires_once_accessed");
        if (timeToLive is null && onceAccessed is not true)
        {
            throw ApiErrors.InvalidArgument(Field, "constraint", "time_to_live or expires_once_accessed is required");
        }

        return new EphemeralFields(timeToLive, null, onceAccessed, ReadAction(policy, Field));
    }

    public static EphemeralFields? ReadProperties(ApiRequest request)
    {
        const string Field = "ephemeral_properties";
        if (!request.Has(Field))
        {
            return null;
        }

        JsonElement properties = request.Body.GetProperty(Field);
        DateTimeOffset? expiresAt = null;
        if (Text(properties, "expires_at") is { } text)
        {
            expiresAt = DateTimeOffset.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out DateTimeOffset time)
                ? time
                : throw ApiErrors.InvalidArgument("ephemeral_properties.expires_at", "format", "value must be a timestamp");
        }

        return new EphemeralFields(null, expiresAt, Flag(properties, "expires_once_accessed"), ReadAction(properties, Field));
    }

    private static string ReadAction(JsonElement element, string field) => Text(element, "action") is "delete" or "disable"
        ? Text(element, "action")!
        : throw ApiErrors.InvalidArgument($"{field}.action", "required", "value must be delete or disable");

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static bool? Flag(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : null;
}
