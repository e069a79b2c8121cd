using System.Globalization;
using System.Text.Json.Nodes;

namespace ScalewayEmulator.Tests.Recordings;

/// <summary>The recordings were made in a project in use: their lists show secrets that they did not create. These are seeded before the replay.</summary>
internal static class ExistingSecrets
{
    public static void Seed(EmulatorState state, IReadOnlyList<Exchange> exchanges)
    {
        HashSet<string> created = [.. exchanges
            .Where(exchange => exchange is { Method: "POST", Status: 200 } && exchange.PathAndQuery.EndsWith("/secrets", StringComparison.Ordinal))
            .Select(exchange => (string)JsonNode.Parse(exchange.ResponseBody)!["id"]!)];
        IEnumerable<JsonNode> listed = exchanges
            .Where(exchange => exchange.Status == 200 && exchange.PathAndQuery.Contains("/secrets?", StringComparison.Ordinal))
            .SelectMany(exchange => JsonNode.Parse(exchange.ResponseBody)!["secrets"]!.AsArray())
            .Select(secret => secret!);
        foreach (JsonNode secret in listed.DistinctBy(secret => (string)secret["id"]!).Where(secret => !created.Contains((string)secret["id"]!)))
        {
            Add(state, secret);
        }
    }

    private static void Add(EmulatorState state, JsonNode recorded)
    {
        var secret = new EmulatedSecret
        {
            Id = (string)recorded["id"]!,
            ProjectId = (string)recorded["project_id"]!,
            Region = (string)recorded["region"]!,
            Name = (string)recorded["name"]!,
            Path = (string)recorded["path"]!,
            Type = (string)recorded["type"]!,
            Status = (string)recorded["status"]!,
            Description = (string)recorded["description"]!,
            Protected = (bool)recorded["protected"]!,
            Managed = (bool)recorded["managed"]!,
            KeyId = (string?)recorded["key_id"],
            Tags = Strings(recorded["tags"]),
            UsedBy = Strings(recorded["used_by"]),
            CreatedAt = Time(recorded["created_at"])!.Value,
            UpdatedAt = Time(recorded["updated_at"])!.Value,
            DeletionRequestedAt = Time(recorded["deletion_requested_at"]),
        };
        if (recorded["ephemeral_policy"] is { } policy)
        {
            secret.TimeToLive = (string?)policy["time_to_live"];
            secret.ExpiresOnceAccessed = (bool?)policy["expires_once_accessed"];
            secret.EphemeralAction = (string?)policy["action"];
        }

        state.AddSecret(secret);
        for (int count = (int)recorded["version_count"]!; count > 0; count--)
        {
            state.AddVersion(secret, [1]);
        }
    }

    private static List<string> Strings(JsonNode? node) => [.. (node?.AsArray() ?? []).Select(item => (string)item!)];

    private static DateTimeOffset? Time(JsonNode? node) => node is null ? null : DateTimeOffset.Parse((string)node!, CultureInfo.InvariantCulture);
}
