using System.Globalization;
using ScwSecretBackup.Scaleway.Tests.Hosting;
using YamlDotNet.RepresentationModel;

namespace ScwSecretBackup.Scaleway.Tests.Recordings;

/// <summary>A go-vcr recording, version 1 or 2.</summary>
internal static class Cassette
{
    public static IEnumerable<string> Names =>
        Directory.EnumerateFiles(SharedMaterial.Recordings, "*.cassette.yaml").Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal);

    public static IReadOnlyList<RecordedExchange> Load(string name)
    {
        using var reader = File.OpenText(Path.Combine(SharedMaterial.Recordings, name));
        var yaml = new YamlStream();
        yaml.Load(reader);
        var interactions = (YamlSequenceNode)yaml.Documents[0].RootNode["interactions"];
        return [.. interactions.Select(node => Read((YamlMappingNode)node))];
    }

    private static RecordedExchange Read(YamlMappingNode interaction)
    {
        var request = (YamlMappingNode)interaction["request"];
        var response = (YamlMappingNode)interaction["response"];
        return new RecordedExchange(
            Text(request, "method"),
            new Uri(Text(request, "url")),
            Text(request, "body"),
            int.Parse(Text(response, "code"), CultureInfo.InvariantCulture),
            Text(response, "body"),
            [.. ReadHeaders(response)]);
    }

    private static IEnumerable<(string Name, string Value)> ReadHeaders(YamlMappingNode response) =>
        response.Children.TryGetValue("headers", out var headers)
            ? from header in ((YamlMappingNode)headers).Children
              from value in (YamlSequenceNode)header.Value
              select (((YamlScalarNode)header.Key).Value!, ((YamlScalarNode)value).Value!)
            : [];

    private static string Text(YamlMappingNode node, string key) =>
        node.Children.TryGetValue(key, out var value) ? ((YamlScalarNode)value).Value ?? "" : "";
}
