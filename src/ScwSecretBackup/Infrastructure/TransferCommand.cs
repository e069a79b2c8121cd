using System.ComponentModel;
using System.Management.Automation;
using System.Security;
using ScwSecretBackup.Binding;
using ScwSecretBackup.Completion;

namespace ScwSecretBackup.Infrastructure;

/// <summary>Base of the cmdlets that move secrets between a store and a project.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class TransferCommand : ScalewayCommand
{
    private StoreSession? _session;

    private protected TransferCommand()
    {
    }

    /// <summary>The store: a handle from Open-ScwStore; or a registered name, an address or a folder, which is then opened for this command alone.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [StoreTransformation]
    [ArgumentCompleter(typeof(StoreCompleter))]
    [ValidateNotNull]
    public ScwStoreReference Store { get; set; } = null!;

    /// <summary>Passphrase of the store, where Store is no handle. Default: what the store is registered with, then PLAKAR_PASSPHRASE, else a prompt.</summary>
    [Parameter]
    [ValidateNotNull]
    public SecureString? Passphrase { get; set; }

    /// <summary>File that holds the passphrase; one newline at its end does not count.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? KeyFile { get; set; }

    /// <summary>Command line of the system's shell that prints the passphrase as its only line.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? PassphraseCommand { get; set; }

    /// <summary>Reads all of the store's index from the store, and leaves the cache of this user alone.</summary>
    [Parameter]
    public SwitchParameter NoCache { get; set; }

    /// <summary>Secrets or values under way at once.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 8;

    private protected override int Concurrency => ThrottleLimit;

    private protected StoreSession Session => _session ??= StoreSession.Begin(this, Store, Passphrase, KeyFile, !NoCache, PassphraseCommand, forWriting: WritesSecrets);

    /// <summary>Whether the command writes secrets into the store: then one that is not encrypted, and should be, is refused.</summary>
    private protected virtual bool WritesSecrets => false;

    private protected override void Release()
    {
        base.Release();
        _session?.Dispose();
    }
}
