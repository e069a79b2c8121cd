using System.Text.Json.Nodes;
using ScalewayEmulator.Tests.Support;

namespace ScalewayEmulator.Tests.Recordings;

/// <summary>Sends the requests of a cassette to the emulator, in order and with the ids it gave, and compares each answer with the recorded one.</summary>
internal sealed class Replay(ApiSession session, Cassette cassette)
{
    /// <summary>Fields that were added to the API after some of the recordings were made.</summary>
    private static readonly HashSet<string> LaterFields = ["used_by", "deletion_requested_at", "key_id", "deleted_at", "region", "type"];

    private readonly Dictionary<string, string> _emulatedIds = [];
    private readonly CanonicalJson _recordedTimes = new();
    private readonly CanonicalJson _emulatedTimes = new();

    public async Task RunAsync()
    {
        ExistingSecrets.Seed(session.State, cassette.Exchanges);
        foreach ((int index, Exchange exchange) in cassette.Exchanges.Index())
        {
            session.Time.Advance(TimeSpan.FromMilliseconds(1234.567));
            string? body = exchange.RequestBody.Length == 0 ? null : ToEmulated(exchange.RequestBody);
            ApiResponse response = await session.SendAsync(new HttpMethod(exchange.Method), ToEmulated(exchange.PathAndQuery), body);
            Compare($"{cassette.Name} #{index} {exchange.Method} {exchange.PathAndQuery}", exchange, response);
        }
    }

    private void Compare(string label, Exchange exchange, ApiResponse response)
    {
        Assert.True(exchange.Status == response.Status, $"{label}: expected {exchange.Status}, got {response.Status} {response.Body}");
        LearnId(exchange, response);
        JsonNode? expected = _recordedTimes.Canonicalize(ToEmulated(exchange.ResponseBody));
        JsonNode? actual = _emulatedTimes.Canonicalize(response.Body);
        RemoveLaterFields(expected, actual);
        Assert.True(expected?.ToJsonString() == actual?.ToJsonString(), $"{label}:\nexpected {expected?.ToJsonString()}\n     got {actual?.ToJsonString()}");
        CompareHeaders(label, exchange, response);
    }

    private void CompareHeaders(string label, Exchange exchange, ApiResponse response)
    {
        Assert.Equal("application/json", response.ContentHeaders.ContentType?.ToString());
        if (cassette.Version >= 2)
        {
            IEnumerable<string> names = response.Headers.Concat(response.ContentHeaders).Select(header => header.Key);
            Assert.True(exchange.ResponseHeaders.SetEquals(names), $"{label}: headers {string.Join(", ", names)}");
        }
    }

    private void LearnId(Exchange exchange, ApiResponse response)
    {
        if (exchange is { Method: "POST", Status: 200 } && exchange.PathAndQuery.EndsWith("/secrets", StringComparison.Ordinal))
        {
            _emulatedIds.Add((string)JsonNode.Parse(exchange.ResponseBody)!["id"]!, response.Text("id")!);
        }
    }

    private string ToEmulated(string text) => _emulatedIds.Aggregate(text, (current, id) => current.Replace(id.Key, id.Value, StringComparison.Ordinal));

    private static void RemoveLaterFields(JsonNode? expected, JsonNode? actual)
    {
        if (expected is JsonObject recorded && actual is JsonObject emulated)
        {
            foreach (string later in emulated.Select(field => field.Key).Where(name => LaterFields.Contains(name) && !recorded.ContainsKey(name)).ToList())
            {
                emulated.Remove(later);
            }
        }
    }
}
