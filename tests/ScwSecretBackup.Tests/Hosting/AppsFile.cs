namespace ScwSecretBackup.Tests.Hosting;

/// <summary>A configuration file of the test's own, and environment variables that are gone at the end.</summary>
internal sealed class AppsFile : IDisposable
{
    private const string Variable = "SCWSECRETBACKUP_CONFIG";

    private readonly string? _before = Environment.GetEnvironmentVariable(Variable);
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _variables = [];

    public AppsFile()
    {
        Path = System.IO.Path.Combine(_folder.Path, "config.json");
        Environment.SetEnvironmentVariable(Variable, Path);
    }

    public string Path { get; }

    public string Text => File.Exists(Path) ? File.ReadAllText(Path) : "";

    public void SetVariable(string name, string value)
    {
        Environment.SetEnvironmentVariable(name, value);
        _variables.Add(name);
    }

    public void Dispose()
    {
        _variables.ForEach(name => Environment.SetEnvironmentVariable(name, null));
        Environment.SetEnvironmentVariable(Variable, _before);
        _folder.Dispose();
    }
}
