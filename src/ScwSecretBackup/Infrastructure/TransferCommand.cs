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
    private readonly StoreSessions _sessions;

    private protected TransferCommand() => _sessions = new StoreSessions(
        this, store => StoreSession.Begin(this, store, Passphrase, KeyFile, !NoCache, PassphraseCommand, forWriting: WritesSecrets));

    /// <summary>The store: a handle from Open-ScwStore; or a registered name, an address or a folder, which is then opened for this command alone.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [StoreTransformation]
    [ArgumentCompleter(typeof(StoreCompleter))]
    [ValidateNotNull]
    public virtual ScwStoreReference Store { get; set; } = null!;

    /// <summary>Passphrase of the store, where Store is no handle. Default: what the store is registered with, then PLAKAR_PASSPHRASE, else a prompt.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NoCompleter))]
    [ValidateNotNull]
    public SecureString? Passphrase { get; set; }

    /// <summary>File that holds the passphrase; one newline at its end does not count.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? KeyFile { get; set; }

    /// <summary>Command line of the system's shell that prints the passphrase as its only line.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NoCompleter))]
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

    /// <summary>The store of the parameter, or that of the object which is being processed.</summary>
    private protected StoreSession Session => SessionOf(Store);

    /// <summary>Whether the command writes secrets into the store: then one that is not encrypted, and should be, is refused.</summary>
    private protected virtual bool WritesSecrets => false;

    /// <inheritdoc />
    protected override void BeginProcessing() => _sessions.AreNamedByInput = Store is null;

    /// <summary>Whether the user named no store, so that the objects of the pipeline do.</summary>
    private protected bool IsStoreNamedByInput => _sessions.AreNamedByInput;

    /// <summary>The session of one of the stores that the objects in the pipeline come from.</summary>
    private protected StoreSession SessionOf(ScwStoreReference store) => _sessions.Get(store);

    private protected override void Release()
    {
        base.Release();
        _sessions.Dispose();
    }
}
