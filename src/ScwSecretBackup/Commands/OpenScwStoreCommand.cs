using System.Management.Automation;
using System.Security;
using ScwSecretBackup.Binding;
using ScwSecretBackup.Completion;
using ScwSecretBackup.Infrastructure;

namespace ScwSecretBackup.Commands;

/// <summary>Opens a store and keeps it open, so that the commands that follow need no key derivation of their own.</summary>
[Cmdlet(VerbsCommon.Open, "ScwStore")]
[OutputType(typeof(ScwStore))]
public sealed class OpenScwStoreCommand : EngineCommand
{
    /// <summary>Registered name, folder or address of the store.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ArgumentCompleter(typeof(RegisteredStoreCompleter))]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>Passphrase of the store. Default: what the store is registered with, then PLAKAR_PASSPHRASE, else a prompt.</summary>
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

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        StoreTarget target = StoreTarget.Resolve(this, Path);
        var passphrases = new PassphraseSource(this, Passphrase, KeyFile, PassphraseCommand, target.App?.Passphrase);
        WriteObject(new StoreOpener(this, passphrases, useCache: !NoCache).Open(target.Location));
    }
}
