using ScwSecretBackup.Scaleway.Configuration;

namespace ScwSecretBackup.Scaleway.Tests.Configuration;

/// <summary>A home directory of its own with a configuration file, and an environment that knows only what a test puts there.</summary>
internal sealed class ConfigurationFolder : IDisposable
{
    public ConfigurationFolder()
    {
        Root = Directory.CreateTempSubdirectory("scw-configuration-").FullName;
        Variables = new Dictionary<string, string?>(StringComparer.Ordinal) { ["HOME"] = Root, ["USERPROFILE"] = Root };
    }

    public string Root { get; }

    public Dictionary<string, string?> Variables { get; }

    public string FilePath => Path.Combine(Root, ".config", "scw", "config.yaml");

    public ConfigurationFolder With(string yaml) => WithFile(FilePath, yaml);

    public ConfigurationFolder WithFile(string path, string yaml)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, yaml);
        return this;
    }

    public ConfigurationFolder With(string variable, string? value)
    {
        Variables[variable] = value;
        return this;
    }

    public ScalewaySettings Resolve(ScalewayOverrides? overrides = null) => ScalewayConfiguration.Resolve(overrides ?? new ScalewayOverrides(), Lookup);

    public IReadOnlyList<string> ListProfiles() => ScalewayConfiguration.ListProfiles(Lookup);

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private string? Lookup(string variable) => Variables.GetValueOrDefault(variable);
}
