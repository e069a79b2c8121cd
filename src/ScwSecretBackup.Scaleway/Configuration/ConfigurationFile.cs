namespace ScwSecretBackup.Scaleway.Configuration;

/// <summary>The official tools' configuration file as far as it concerns this client. Never printed: it holds keys.</summary>
internal sealed class ConfigurationFile
{
    /// <summary>Reserved name of the values at the root of the file.</summary>
    public const string RootProfile = "default";

    public required string Path { get; init; }

    public string? ActiveProfile { get; init; }

    public IReadOnlyDictionary<string, string> Root { get; init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Profiles { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, string>>();

    public IEnumerable<string> ProfileNames =>
        Profiles.Keys.Where(name => name != RootProfile).Order(StringComparer.Ordinal).Prepend(RootProfile);
}
