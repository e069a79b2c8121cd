namespace ScalewayEmulator.Http;

/// <summary>The call a request asks for; no route when the API has no such call.</summary>
internal sealed record RouteMatch(Route? Route, string Region, IReadOnlyDictionary<string, string> Values)
{
    public string Operation => Route?.Operation ?? "Unknown";
}
