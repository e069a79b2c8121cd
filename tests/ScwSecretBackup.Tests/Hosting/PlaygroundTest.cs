namespace ScwSecretBackup.Tests.Hosting;

/// <summary>Base of tests that each want a Scaleway of their own.</summary>
public abstract class PlaygroundTest : IAsyncLifetime
{
    private Playground? _playground;

    internal Playground Playground => _playground ?? throw new InvalidOperationException("The playground has not started.");

    internal PowerShellHost Session => Playground.Session;

    public async ValueTask InitializeAsync() => _playground = await Playground.StartAsync();

    public virtual async ValueTask DisposeAsync()
    {
        await Playground.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A property of an object that a command wrote.</summary>
    internal static object? Get(System.Management.Automation.PSObject value, string property) => value.Properties[property].Value;
}
