using System.ComponentModel;
using System.Management.Automation;
using System.Security;
using ScwSecretBackup.Binding;

namespace ScwSecretBackup.Infrastructure;

/// <summary>Base of the cmdlets that read a store.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class StoreCommand : EngineCommand
{
    private StoreSession? _session;

    private protected StoreCommand()
    {
    }

    /// <summary>The store: a handle from Open-ScwStore, or the folder of a store, which is then opened for this command alone.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [StoreTransformation]
    [ValidateNotNull]
    public virtual ScwStoreReference Store { get; set; } = null!;

    /// <summary>Passphrase of the store, where Store is a folder. Default: PLAKAR_PASSPHRASE, else a prompt.</summary>
    [Parameter]
    [ValidateNotNull]
    public SecureString? Passphrase { get; set; }

    /// <summary>File that holds the passphrase; one newline at its end does not count.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? KeyFile { get; set; }

    /// <summary>Reads all of the store's index from the store, and leaves the cache of this user alone.</summary>
    [Parameter]
    public SwitchParameter NoCache { get; set; }

    private protected StoreSession Session => _session ??= StoreSession.Begin(this, Store, Passphrase, KeyFile, !NoCache);

    private protected override void Release() => _session?.Dispose();
}
