using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ScalewayEmulator.Tests.Recordings;

/// <summary>
/// Replaces every time by its number in order of appearance, so that two runs compare equal when their times are equal to each other in the same places.
/// Field order is kept.
/// </summary>
internal sealed partial class CanonicalJson
{
    private readonly Dictionary<string, string> _times = [];

    public JsonNode? Canonicalize(string body) => body.Length == 0 ? null : Walk(JsonNode.Parse(body)!);

    private JsonNode Walk(JsonNode node) => node switch
    {
        JsonObject fields => new JsonObject(fields.Select(field => KeyValuePair.Create(field.Key, field.Value is null ? null : (JsonNode?)Walk(field.Value)))),
        JsonArray items => new JsonArray([.. items.Select(item => item is null ? null : Walk(item))]),
        _ when node.GetValueKind() == JsonValueKind.String && Time().IsMatch((string)node!) => JsonValue.Create(Number((string)node!)),
        _ => node.DeepClone(),
    };

    private string Number(string time)
    {
        if (!_times.TryGetValue(time, out string? label))
        {
            label = string.Create(CultureInfo.InvariantCulture, $"time {_times.Count}");
            _times.Add(time, label);
        }

        return label;
    }

    [GeneratedRegex(@"\A\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3}|\.\d{6})?Z\z")]
    private static partial Regex Time();
}
