using System.Management.Automation;
using System.Security;
using ScwSecretBackup.Binding;
using ScwSecretBackup.Completion;
using ScwSecretBackup.Engine;
using ScwSecretBackup.Infrastructure;
using ScwSecretBackup.Kloset;

namespace ScwSecretBackup.Commands;

/// <summary>Copies to another store the snapshots that it lacks, oldest first. What was removed there does not come back.</summary>
[Cmdlet(VerbsData.Sync, "ScwStore", SupportsShouldProcess = true)]
[OutputType(typeof(ScwCopyResult))]
public sealed class SyncScwStoreCommand : SnapshotQueryCommand
{
    private StoreSession? _target;

    /// <inheritdoc />
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("From")]
    [StoreTransformation]
    [ArgumentCompleter(typeof(StoreCompleter))]
    [ValidateNotNull]
    public override ScwStoreReference Store { get; set; } = null!;

    /// <summary>The store to copy to: a handle from Open-ScwStore or New-ScwStore; or a registered name, an address or a folder, which is then opened for this command alone.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [Alias("To")]
    [StoreTransformation]
    [ArgumentCompleter(typeof(StoreCompleter))]
    [ValidateNotNull]
    public ScwStoreReference TargetStore { get; set; } = null!;

    /// <summary>Passphrase of the target, where TargetStore is no handle. Default: what the store is registered with, then PLAKAR_PASSPHRASE, else a prompt.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NoCompleter))]
    [ValidateNotNull]
    public SecureString? TargetPassphrase { get; set; }

    /// <summary>File that holds the passphrase of the target; one newline at its end does not count.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? TargetKeyFile { get; set; }

    /// <summary>Command line of the system's shell that prints the passphrase of the target as its only line.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NoCompleter))]
    [ValidateNotNullOrEmpty]
    public string? TargetPassphraseCommand { get; set; }

    /// <summary>Copies in the other direction too: afterwards both stores have the snapshots of both.</summary>
    [Parameter]
    public SwitchParameter Bidirectional { get; set; }

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        StoreSession store = Session;
        _target = StoreSession.Begin(this, TargetStore, TargetPassphrase, TargetKeyFile, !NoCache, TargetPassphraseCommand, forWriting: true);
        Copy(store, _target);
        if (Bidirectional)
        {
            Copy(_target, store);
        }
    }

    private protected override bool WritesSecrets => Bidirectional;

    private protected override void Release()
    {
        _target?.Dispose();
        base.Release();
    }

    private void Copy(StoreSession source, StoreSession target)
    {
        using var copying = new SnapshotCopying(this, source, target, revive: false);
        SnapshotInventory inventory = Run("Listing snapshots", source.Location, run => SnapshotInventory.ReadAsync(source.Store, run.CancellationToken));
        foreach ((Mac id, EngineException damage) in inventory.Damaged)
        {
            WriteError(Errors.FromException(damage, id.ToString()));
        }

        copying.Copy(Filter.Select(inventory.Readable).Reverse());
    }
}
