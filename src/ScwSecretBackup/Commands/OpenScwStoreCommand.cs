using System.Management.Automation;
using System.Security;
using ScwSecretBackup.Binding;
using ScwSecretBackup.Infrastructure;

namespace ScwSecretBackup.Commands;

/// <summary>Opens a store and keeps it open, so that the commands that follow need no key derivation of their own.</summary>
[Cmdlet(VerbsCommon.Open, "ScwStore")]
[OutputType(typeof(ScwStore))]
public sealed class OpenScwStoreCommand : EngineCommand
{
    /// <summary>Folder of the store.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>Passphrase of the store. Default: PLAKAR_PASSPHRASE, else a prompt.</summary>
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

    /// <inheritdoc />
    protected override void EndProcessing() =>
        WriteObject(new StoreOpener(this, new PassphraseSource(this, Passphrase, KeyFile), useCache: !NoCache).Open(Path));
}
