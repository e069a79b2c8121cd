using YamlDotNet.RepresentationModel;

namespace ScalewayEmulator.Tests.Recordings;

/// <summary>A go-vcr cassette, version 1 or 2.</summary>
internal sealed record Cassette(string Name, int Version, IReadOnlyList<Exchange> Exchanges)
{
    /// <summary>The folder of the recordings beside the repository.</summary>
    public static string Folder
    {
        get
        {
            DirectoryInfo? folder = new(AppContext.BaseDirectory);
            while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ScwSecretBackup.sln")))
            {
                folder = folder.Parent;
            }

            return Path.GetFullPath(Path.Combine(folder!.FullName, "..", "shared", "scaleway", "recorded"));
        }
    }

    public static Cassette Load(string name)
    {
        var yaml = new YamlStream();
        using (StreamReader reader = File.OpenText(Path.Combine(Folder, name + ".cassette.yaml")))
        {
            yaml.Load(reader);
        }

        var root = (YamlMappingNode)yaml.Documents[0].RootNode;
        List<Exchange> exchanges = [.. ((YamlSequenceNode)root["interactions"]).Cast<YamlMappingNode>().Select(ReadExchange)];
        return new Cassette(name, int.Parse(Text(root, "version"), System.Globalization.CultureInfo.InvariantCulture), EchoedRequests.Repair(exchanges));
    }

    private static Exchange ReadExchange(YamlMappingNode interaction)
    {
        var request = (YamlMappingNode)interaction["request"];
        var response = (YamlMappingNode)interaction["response"];
        var headers = (YamlMappingNode)response["headers"];
        return new Exchange(
            Text(request, "method"),
            new Uri(Text(request, "url")).PathAndQuery,
            Text(request, "body"),
            int.Parse(Text(response, "code"), System.Globalization.CultureInfo.InvariantCulture),
            Text(response, "body"),
            headers.Children.Keys.Select(key => key.ToString()).ToHashSet(StringComparer.OrdinalIgnoreCase));
    }

    private static string Text(YamlMappingNode node, string key) =>
        node.Children.TryGetValue(key, out YamlNode? value) ? ((YamlScalarNode)value).Value ?? "" : "";
}
