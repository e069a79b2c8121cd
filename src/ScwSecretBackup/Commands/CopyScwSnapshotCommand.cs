using System.Management.Automation;
using System.Security;
using ScwSecretBackup.Binding;
using ScwSecretBackup.Completion;
using ScwSecretBackup.Infrastructure;
using ScwSecretBackup.Kloset.Snapshots;

namespace ScwSecretBackup.Commands;

/// <summary>Copies snapshots to another store, which may have another passphrase, hashing or compression.</summary>
[Cmdlet(VerbsCommon.Copy, "ScwSnapshot", SupportsShouldProcess = true)]
[OutputType(typeof(ScwCopyResult))]
public sealed class CopyScwSnapshotCommand : SnapshotCommand
{
    private readonly GivenSnapshots _snapshots = new();
    private StoreSession? _target;

    /// <summary>Snapshots: ids, the first digits of ids, <c>latest</c>, or what Get-ScwSnapshot returns.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id", "SnapshotId")]
    [SnapshotTransformation]
    [ArgumentCompleter(typeof(SnapshotIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Snapshot { get; set; } = [];

    /// <summary>The store to copy to: a handle from Open-ScwStore or New-ScwStore; or a registered name, an address or a folder, which is then opened for this command alone.</summary>
    [Parameter(Mandatory = true, Position = 2)]
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

    /// <inheritdoc />
    protected override void ProcessRecord() => _snapshots.Add(Store, Snapshot);

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        foreach ((ScwStoreReference store, IReadOnlyList<string> snapshots) in _snapshots.ByStore)
        {
            StoreSession source = SessionOf(store);
            _target ??= StoreSession.Begin(this, TargetStore, TargetPassphrase, TargetKeyFile, !NoCache, TargetPassphraseCommand, forWriting: true);
            using var copying = new SnapshotCopying(this, source, _target, revive: true);
            copying.Copy(Select(source, snapshots));
        }
    }

    private protected override void Release()
    {
        _target?.Dispose();
        base.Release();
    }

    private List<SnapshotHeader> Select(StoreSession source, IReadOnlyList<string> snapshots)
    {
        SnapshotInventory inventory = Run("Listing snapshots", source.Location, run => SnapshotInventory.ReadAsync(source.Store, run.CancellationToken));
        var selection = new SnapshotSelection(inventory, source.Location);
        var selected = new List<SnapshotHeader>();
        foreach (string snapshot in snapshots)
        {
            if (selection.Find(snapshot, out ErrorRecord? error) is not { } id)
            {
                WriteError(error);
            }
            else if (inventory.Readable.FirstOrDefault(header => header.Id == id) is not { } header)
            {
                WriteError(Errors.FromException(inventory.Damaged[id], id.ToString()));
            }
            else if (!selected.Contains(header))
            {
                selected.Add(header);
            }
        }

        return selected;
    }
}
