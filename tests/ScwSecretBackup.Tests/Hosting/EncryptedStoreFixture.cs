using System.Management.Automation;

namespace ScwSecretBackup.Tests.Hosting;

/// <summary>An empty encrypted store, made once for all tests of a class.</summary>
public sealed class EncryptedStoreFixture : IDisposable
{
    public const string Passphrase = "correct horse battery staple";

    private readonly TemporaryFolder _folder = new();

    public EncryptedStoreFixture()
    {
        Path = _folder.Fresh();
        using var session = PowerShellHost.WithModule();
        PSObject store = session.Invoke("New-ScwStore", new() { ["Path"] = Path, ["Passphrase"] = Playground.Secure(Passphrase) }).Single;
        session.Invoke("Close-ScwStore", input: [store]);
    }

    public string Path { get; }

    public void Dispose() => _folder.Dispose();
}
