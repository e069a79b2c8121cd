using System.ComponentModel;
using System.Management.Automation;
using System.Security;
using ScwSecretBackup.Binding;
using ScwSecretBackup.Completion;

namespace ScwSecretBackup.Infrastructure;

/// <summary>Base of the cmdlets that read a store.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class StoreCommand : EngineCommand
{
    private readonly StoreSessions _sessions;

    private protected StoreCommand() => _sessions = new StoreSessions(
        this, store => StoreSession.Begin(this, store, Passphrase, KeyFile, !NoCache, PassphraseCommand, IsCheck, WritesSecrets));

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

    /// <summary>The store of the parameter, or that of the object which is being processed.</summary>
    private protected StoreSession Session => SessionOf(Store);

    /// <summary>Whether the command checks the store: then one that is damaged is opened all the same.</summary>
    private protected virtual bool IsCheck => false;

    /// <summary>Whether the command writes secrets into the store: then one that is not encrypted, and should be, is refused.</summary>
    private protected virtual bool WritesSecrets => false;

    /// <inheritdoc />
    protected override void BeginProcessing() => _sessions.AreNamedByInput = Store is null;

    /// <summary>The session of one of the stores that the objects in the pipeline come from.</summary>
    private protected StoreSession SessionOf(ScwStoreReference store) => _sessions.Get(store);

    private protected override void Release() => _sessions.Dispose();
}
