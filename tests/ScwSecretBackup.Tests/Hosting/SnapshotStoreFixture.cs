using System.Management.Automation;

namespace ScwSecretBackup.Tests.Hosting;

/// <summary>An open store with one snapshot, made once for all tests of a class. Its 512 folders take longer than most tests.</summary>
public sealed class SnapshotStoreFixture : IAsyncLifetime
{
    private Playground? _playground;

    /// <summary>The handle; it works in every session of the process.</summary>
    public PSObject Store { get; private set; } = new();

    public async ValueTask InitializeAsync()
    {
        _playground = await Playground.StartAsync();
        _playground.Add("/", "token", "one");
        Store = _playground.NewPlaintextStore();
        _playground.Backup(Store);
    }

    public async ValueTask DisposeAsync()
    {
        if (_playground is not null)
        {
            await _playground.DisposeAsync();
        }
    }
}
