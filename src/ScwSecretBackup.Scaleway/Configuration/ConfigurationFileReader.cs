using System.Text;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace ScwSecretBackup.Scaleway.Configuration;

/// <summary>Reads the configuration file. Messages give positions only, never text of the file: it holds keys.</summary>
internal static class ConfigurationFileReader
{
    private const int MaxBytes = 1 << 20;
    private const int MaxDepth = 32;
    private const string MergeKey = "<<";

    public static ConfigurationFile Read(string path)
    {
        try
        {
            var text = ReadText(path);
            CheckDepth(path, text);
            return Interpret(path, text);
        }
        catch (YamlException exception)
        {
            throw Fault(path, $"it is not valid YAML at line {exception.Start.Line}, column {exception.Start.Column}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Fault(path, $"it can't be read ({exception.GetType().Name})");
        }
    }

    private static string ReadText(string path)
    {
        using var stream = File.OpenRead(path);
        var bytes = new byte[MaxBytes + 1];
        var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (length > MaxBytes)
        {
            throw Fault(path, $"it is larger than {MaxBytes} bytes");
        }

        using var reader = new StreamReader(new MemoryStream(bytes, 0, length), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    /// <summary>The node model is built by recursion; events are not.</summary>
    private static void CheckDepth(string path, string text)
    {
        var parser = new Parser(new StringReader(text));
        var depth = 0;
        while (parser.MoveNext())
        {
            depth += parser.Current?.NestingIncrease ?? 0;
            if (depth > MaxDepth)
            {
                throw Fault(path, $"it is nested deeper than {MaxDepth} levels");
            }
        }
    }

    private static ConfigurationFile Interpret(string path, string text)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(text));
        if (yaml.Documents.Count == 0 || IsNull(yaml.Documents[0].RootNode))
        {
            return new ConfigurationFile { Path = path };
        }

        var root = yaml.Documents[0].RootNode as YamlMappingNode ?? throw Fault(path, "its root is not a mapping");
        var values = ReadValues(path, ConfigurationFile.RootProfile, root);
        return new ConfigurationFile
        {
            Path = path,
            Root = values,
            ActiveProfile = values.GetValueOrDefault("active_profile"),
            Profiles = ReadProfiles(path, root),
        };
    }

    private static Dictionary<string, IReadOnlyDictionary<string, string>> ReadProfiles(string path, YamlMappingNode root)
    {
        var profiles = new Dictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.Ordinal);
        if (!root.Children.TryGetValue(new YamlScalarNode("profiles"), out var node) || IsNull(node))
        {
            return profiles;
        }

        var mapping = node as YamlMappingNode ?? throw Fault(path, "profiles is not a mapping");
        foreach (var (key, value) in mapping.Children)
        {
            if (key is YamlScalarNode { Value: { } name } && !IsNull(value))
            {
                var profile = value as YamlMappingNode ?? throw Fault(path, $"a profile at line {value.Start.Line} is not a mapping");
                profiles[name] = ReadValues(path, name, profile);
            }
        }

        return profiles;
    }

    private static Dictionary<string, string> ReadValues(string path, string profile, YamlMappingNode mapping)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in Flatten(mapping))
        {
            if (value is YamlScalarNode { Value: { } text } && !IsNull(value))
            {
                values.TryAdd(key, text);
            }
            else if (value is not YamlScalarNode && SettingDefinition.ProfileKeys.Contains(key))
            {
                throw Fault(path, $"{key} of profile '{profile}' is not a simple value");
            }
        }

        return values;
    }

    /// <summary>The mapping's own entries, then those of mappings merged into it (<c>&lt;&lt;: *anchor</c>).</summary>
    private static IEnumerable<(string Key, YamlNode Value)> Flatten(YamlMappingNode mapping)
    {
        var pending = new Queue<YamlMappingNode>([mapping]);
        for (var merged = 0; merged <= MaxDepth && pending.TryDequeue(out var current); merged++)
        {
            foreach (var (key, value) in current.Children)
            {
                if (key is YamlScalarNode { Value: MergeKey } && value is YamlMappingNode other)
                {
                    pending.Enqueue(other);
                }
                else if (key is YamlScalarNode { Value: { } name })
                {
                    yield return (name, value);
                }
            }
        }
    }

    private static bool IsNull(YamlNode node) =>
        node is YamlScalarNode { Style: ScalarStyle.Plain, Value: null or "" or "~" or "null" or "Null" or "NULL" };

    private static ScalewayConfigurationException Fault(string path, string fault) =>
        new("ConfigurationFile", $"The Scaleway configuration file {path} can't be used: {fault}. Correct it, or name another one in SCW_CONFIG_PATH.");
}
