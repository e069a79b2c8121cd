using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ScalewayEmulator.Tests.Recordings;

/// <summary>
/// The recorder of the 2024 CLI wrote the answer in the place of the request body. What was sent is put back as far as it matters:
/// GET and DELETE had no body, and the data of a new version is known from the access to it that follows.
/// </summary>
internal static partial class EchoedRequests
{
    public static IReadOnlyList<Exchange> Repair(IReadOnlyList<Exchange> exchanges) => [.. exchanges.Select(exchange => Repair(exchange, exchanges))];

    private static Exchange Repair(Exchange exchange, IReadOnlyList<Exchange> all)
    {
        if (exchange.RequestBody.Length == 0 || exchange.RequestBody != exchange.ResponseBody)
        {
            return exchange;
        }

        if (exchange.Method is "GET" or "DELETE")
        {
            return exchange with { RequestBody = "" };
        }

        JsonObject body = JsonNode.Parse(exchange.RequestBody)!.AsObject();
        if (VersionsPath().IsMatch(exchange.PathAndQuery))
        {
            body["data"] = DataOf((string)body["secret_id"]!, (int)body["revision"]!, all);
        }

        return exchange with { RequestBody = body.ToJsonString() };
    }

    private static string DataOf(string secretId, int revision, IEnumerable<Exchange> exchanges) => exchanges
        .Where(exchange => exchange.Status == 200 && exchange.PathAndQuery.EndsWith("/access", StringComparison.Ordinal))
        .Select(exchange => JsonNode.Parse(exchange.ResponseBody)!)
        .Where(access => (string)access["secret_id"]! == secretId && (int)access["revision"]! == revision)
        .Select(access => (string)access["data"]!)
        .FirstOrDefault("dW5rbm93bg==");

    [GeneratedRegex("/versions$")]
    private static partial Regex VersionsPath();
}
