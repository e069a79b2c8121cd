using System.Text;
using System.Text.Json;

namespace ScwSecretBackup.Scaleway.Tests.Hosting;

/// <summary>One request as it arrived.</summary>
internal sealed record ScriptedRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    private const string Prefix = "/secret-manager/v1beta1/regions/fr-par";

    public string Path => Target.Split('?')[0] is var path && path.StartsWith(Prefix, StringComparison.Ordinal) ? path[Prefix.Length..] : path;

    public string Query => Target.Contains('?', StringComparison.Ordinal) ? Target[(Target.IndexOf('?', StringComparison.Ordinal) + 1)..] : "";

    public string Text => Encoding.UTF8.GetString(Body);

    public JsonElement Json => JsonElement.Parse(Body);

    public IEnumerable<string> QueryValues(string name) => Query.Split('&')
        .Select(pair => pair.Split('=', 2))
        .Where(pair => pair[0] == name)
        .Select(pair => Uri.UnescapeDataString(pair[1]));
}
