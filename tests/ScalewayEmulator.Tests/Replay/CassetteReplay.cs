using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ScalewayEmulator.Tests.Replay;

/// <summary>Sends a cassette's requests to an emulator, with the recorded ids replaced by the emulator's, and compares the answers.</summary>
internal sealed partial class CassetteReplay(EmulatorServer server, string key) : IDisposable
{
    private static readonly HashSet<string> Ids = ["id", "secret_id", "resource_id"];
    private static readonly HashSet<string> Times = ["created_at", "updated_at", "deleted_at", "deletion_requested_at", "expires_at"];
    private readonly Dictionary<string, string> _emulatorIds = new(StringComparer.OrdinalIgnoreCase);
    private readonly HttpClient _http = new() { BaseAddress = server.BaseUrl };

    public void Dispose() => _http.Dispose();

    public async Task<IReadOnlyList<string>> RunAsync(Cassette cassette, CancellationToken cancellationToken)
    {
        SeedBystanders(cassette);
        var differences = new List<string>();
        for (int i = 0; i < cassette.Exchanges.Count; i++)
        {
            Exchange exchange = cassette.Exchanges[i];
            string where = $"{i}: {exchange.Method} {exchange.Url.PathAndQuery}";
            (int status, string body) = await SendAsync(exchange, cancellationToken);
            if (status != exchange.Status)
            {
                differences.Add($"{where}: status {status}, recorded {exchange.Status}: {body}");
                continue;
            }

            if (exchange.ResponseBody.Length == 0)
            {
                continue;
            }

            using JsonDocument recorded = JsonDocument.Parse(exchange.ResponseBody);
            using JsonDocument answered = JsonDocument.Parse(body);
            if (exchange is { Method: "POST", Status: 200 } && recorded.RootElement.TryGetProperty("id", out JsonElement id))
            {
                _emulatorIds[id.GetString()!] = answered.RootElement.GetProperty("id").GetString()!;
            }

            Compare(where, recorded.RootElement, answered.RootElement, exchange, differences);
        }

        return differences;
    }

    /// <summary>Adds the secrets that a recorded list shows and that the cassette did not create: they were in the project before.</summary>
    private void SeedBystanders(Cassette cassette)
    {
        HashSet<string> created = [.. cassette.Exchanges.Where(exchange => exchange is { Method: "POST", Status: 200 }).Select(exchange => FieldOf(exchange, "id")).OfType<string>()];
        foreach (Exchange exchange in cassette.Exchanges.Where(exchange => exchange.Method == "GET" && exchange.Url.AbsolutePath.EndsWith("/secrets", StringComparison.Ordinal)))
        {
            using JsonDocument list = JsonDocument.Parse(exchange.ResponseBody);
            foreach (JsonElement recorded in list.RootElement.GetProperty("secrets").EnumerateArray())
            {
                string id = recorded.GetProperty("id").GetString()!;
                if (created.Add(id))
                {
                    _emulatorIds[id] = Seed(recorded).Id;
                }
            }
        }
    }

    private EmulatedSecret Seed(JsonElement recorded)
    {
        string Text(string name) => recorded.GetProperty(name).GetString() ?? "";
        EmulatedSecret secret = server.State.AddSecret(Text("project_id"), Text("region"), Text("path"), Text("name"), added =>
        {
            added.Type = Text("type");
            added.Description = Text("description");
            added.Protected = recorded.GetProperty("protected").GetBoolean();
            added.Tags = [.. recorded.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()!)];
            added.UsedBy = [.. recorded.GetProperty("used_by").EnumerateArray().Select(product => product.GetString()!)];
            added.CreatedAt = recorded.GetProperty("created_at").GetDateTimeOffset();
        });
        for (int i = 0; i < recorded.GetProperty("version_count").GetInt32(); i++)
        {
            server.State.AddVersion(secret, [1]);
        }

        return secret;
    }

    private static string? FieldOf(Exchange exchange, string field)
    {
        using JsonDocument body = JsonDocument.Parse(exchange.ResponseBody);
        return body.RootElement.TryGetProperty(field, out JsonElement value) ? value.GetString() : null;
    }

    private async Task<(int Status, string Body)> SendAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        string target = Uuid().Replace(exchange.Url.PathAndQuery, match => _emulatorIds.GetValueOrDefault(match.Value, match.Value));
        using var request = new HttpRequestMessage(new HttpMethod(exchange.Method), new Uri(target, UriKind.Relative));
        request.Headers.Add("X-Auth-Token", key);
        if (exchange.RequestBody.Length > 0 && exchange.Method is "POST" or "PATCH")
        {
            request.Content = new StringContent(exchange.RequestBody, Encoding.UTF8, "application/json");
        }

        using HttpResponseMessage response = await _http.SendAsync(request, cancellationToken);
        if (response.StatusCode != HttpStatusCode.TooManyRequests)
        {
            Assert.Equal("application/json", response.Content.Headers.TryGetValues("Content-Type", out IEnumerable<string>? types) ? types.Single() : null);
        }

        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(cancellationToken));
    }

    private static void Compare(string where, JsonElement recorded, JsonElement answered, Exchange exchange, List<string> differences)
    {
        var pending = new Stack<(string Where, string Name, JsonElement Recorded, JsonElement Answered)>([(where, "", recorded, answered)]);
        while (pending.TryPop(out var pair))
        {
            if (pair.Recorded.ValueKind == JsonValueKind.Object && pair.Answered.ValueKind == JsonValueKind.Object)
            {
                foreach (JsonProperty property in pair.Recorded.EnumerateObject())
                {
                    if (pair.Answered.TryGetProperty(property.Name, out JsonElement value))
                    {
                        pending.Push(($"{pair.Where}.{property.Name}", property.Name, property.Value, value));
                    }
                    else
                    {
                        differences.Add($"{pair.Where}: no field {property.Name}");
                    }
                }
            }
            else if (pair.Recorded.ValueKind == JsonValueKind.Array && pair.Answered.ValueKind == JsonValueKind.Array)
            {
                JsonElement[] left = [.. pair.Recorded.EnumerateArray()];
                JsonElement[] right = [.. pair.Answered.EnumerateArray()];
                if (left.Length != right.Length)
                {
                    differences.Add($"{pair.Where}: {right.Length} items, recorded {left.Length}");
                    continue;
                }

                for (int i = 0; i < left.Length; i++)
                {
                    pending.Push(($"{pair.Where}[{i}]", "", left[i], right[i]));
                }
            }
            else if (!SameValue(pair.Name, pair.Recorded, pair.Answered, exchange))
            {
                differences.Add($"{pair.Where}: {pair.Answered.GetRawText()}, recorded {pair.Recorded.GetRawText()}");
            }
        }
    }

    private static bool SameValue(string name, JsonElement recorded, JsonElement answered, Exchange exchange)
    {
        if (Ids.Contains(name) || Times.Contains(name))
        {
            return recorded.ValueKind == answered.ValueKind;
        }

        // One tool's recordings hold the answer in place of the request's body, so the value was never sent.
        bool valueUnknown = name == "data" && exchange.RequestBody == exchange.ResponseBody;
        return valueUnknown ? recorded.ValueKind == answered.ValueKind : JsonElement.DeepEquals(recorded, answered);
    }

    [GeneratedRegex("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}")]
    private static partial Regex Uuid();
}
