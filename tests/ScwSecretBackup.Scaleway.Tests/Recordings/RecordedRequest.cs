using System.Text.Json;
using ScwSecretBackup.Scaleway.SecretManager;
using Xunit;

namespace ScwSecretBackup.Scaleway.Tests.Recordings;

/// <summary>Turns request bodies of the official tools into our requests, and compares what we send with what they sent.</summary>
internal static class RecordedRequest
{
    public static CreateSecretRequest ReadCreateSecret(JsonElement body) => new()
    {
        ProjectId = body.GetProperty("project_id").GetString()!,
        Name = body.GetProperty("name").GetString()!,
        Path = Text(body, "path") ?? "/",
        Type = Text(body, "type") ?? "opaque",
        Tags = Texts(body, "tags") ?? [],
        Description = Text(body, "description"),
        Protected = body.GetProperty("protected").GetBoolean(),
        EphemeralPolicy = ReadPolicy(body),
    };

    public static CreateVersionRequest ReadCreateVersion(JsonElement body) =>
        new(body.TryGetProperty("data", out var data) ? data.GetBytesFromBase64() : new byte[16]) { Description = Text(body, "description") };

    public static UpdateSecretRequest ReadUpdateSecret(JsonElement body) => new()
    {
        Name = Text(body, "name"),
        Path = Text(body, "path"),
        Tags = Texts(body, "tags"),
        Description = Text(body, "description"),
        EphemeralPolicy = ReadPolicy(body),
    };

    /// <summary>Every field that they sent with a value is sent by us with the same value. Recordings of version 1 hold the answer in place of the request.</summary>
    public static void AssertSameMeaning(JsonElement theirs, JsonElement ours)
    {
        if (theirs.TryGetProperty("created_at", out _))
        {
            return;
        }

        foreach (var field in theirs.EnumerateObject().Where(field => field.Value.ValueKind != JsonValueKind.Null))
        {
            Assert.True(ours.TryGetProperty(field.Name, out var own), $"'{field.Name}' was not sent.");
            Assert.Equal(Normalise(field.Value), Normalise(own));
        }
    }

    private static string Normalise(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => string.Join(
            ',', value.EnumerateObject().Where(field => field.Value.ValueKind != JsonValueKind.Null).OrderBy(field => field.Name).Select(field => $"{field.Name}={Normalise(field.Value)}")),
        JsonValueKind.Array => string.Join(',', value.EnumerateArray().Select(Normalise)),
        _ => value.ToString().Replace(".000000000s", "s", StringComparison.Ordinal),
    };

    private static EphemeralPolicy? ReadPolicy(JsonElement body) =>
        body.TryGetProperty("ephemeral_policy", out var policy) && policy.ValueKind == JsonValueKind.Object
            ? new EphemeralPolicy
            {
                TimeToLive = Text(policy, "time_to_live"),
                ExpiresOnceAccessed = policy.TryGetProperty("expires_once_accessed", out var once) && once.ValueKind != JsonValueKind.Null ? once.GetBoolean() : null,
                Action = Text(policy, "action")!,
            }
            : null;

    private static string? Text(JsonElement body, string field) =>
        body.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static List<string>? Texts(JsonElement body, string field) =>
        body.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(item => item.GetString()!)] : null;
}
