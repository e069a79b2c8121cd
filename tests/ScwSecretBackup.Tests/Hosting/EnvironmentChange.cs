namespace ScwSecretBackup.Tests.Hosting;

/// <summary>Sets environment variables until it is disposed.</summary>
internal sealed class EnvironmentChange : IDisposable
{
    private readonly List<(string Name, string? Value)> _before = [];

    public EnvironmentChange(params (string Name, string? Value)[] variables)
    {
        foreach ((string name, string? value) in variables)
        {
            _before.Add((name, Environment.GetEnvironmentVariable(name)));
            Environment.SetEnvironmentVariable(name, value);
        }
    }

    public void Dispose()
    {
        foreach ((string name, string? value) in _before)
        {
            Environment.SetEnvironmentVariable(name, value);
        }
    }
}
