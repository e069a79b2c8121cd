using YamlDotNet.RepresentationModel;

namespace ScalewayEmulator.Tests.Replay;

/// <summary>Recorded requests and answers of the real service, in order.</summary>
public sealed record Cassette(string Name, IReadOnlyList<Exchange> Exchanges)
{
    public static string Folder { get; } = FindFolder();

    public static IEnumerable<string> Names => Directory.EnumerateFiles(Folder, "*.cassette.yaml").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    public static Cassette Load(string name)
    {
        using StreamReader reader = File.OpenText(Path.Combine(Folder, name));
        var yaml = new YamlStream();
        yaml.Load(reader);
        var root = (YamlMappingNode)yaml.Documents[0].RootNode;
        var interactions = (YamlSequenceNode)root.Children["interactions"];
        return new Cassette(name, [.. interactions.Children.Select(node => ReadExchange((YamlMappingNode)node))]);
    }

    private static Exchange ReadExchange(YamlMappingNode node)
    {
        var request = (YamlMappingNode)node.Children["request"];
        var response = (YamlMappingNode)node.Children["response"];
        return new Exchange(
            Text(request, "method"),
            new Uri(Text(request, "url")),
            Text(request, "body"),
            int.Parse(Text(response, "code"), System.Globalization.CultureInfo.InvariantCulture),
            Text(response, "body"));
    }

    private static string Text(YamlMappingNode node, string key) =>
        node.Children.TryGetValue(key, out YamlNode? value) && value is YamlScalarNode scalar ? scalar.Value ?? "" : "";

    private static string FindFolder()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ScwSecretBackup.sln")))
            {
                return Path.GetFullPath(Path.Combine(folder.FullName, "..", "shared", "scaleway", "recorded"));
            }
        }

        throw new DirectoryNotFoundException("The tests run outside the repository.");
    }
}
