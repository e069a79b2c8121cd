using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace ScalewayEmulator.Tests.Support;

/// <summary>Status, headers and body of an answer.</summary>
internal sealed record ApiResponse(int Status, string Body, HttpResponseHeaders Headers, HttpContentHeaders ContentHeaders)
{
    public JsonNode Json => JsonNode.Parse(Body)!;

    public string? Text(string field) => (string?)Json[field];
}
