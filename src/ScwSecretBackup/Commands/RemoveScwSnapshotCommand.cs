using System.Management.Automation;
using ScwSecretBackup.Binding;
using ScwSecretBackup.Completion;
using ScwSecretBackup.Formatting;
using ScwSecretBackup.Infrastructure;
using ScwSecretBackup.Kloset;

namespace ScwSecretBackup.Commands;

/// <summary>Removes snapshots from a store.</summary>
[Cmdlet(VerbsCommon.Remove, "ScwSnapshot", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(ScwRemoveResult))]
public sealed class RemoveScwSnapshotCommand : SnapshotCommand
{
    private readonly GivenSnapshots _snapshots = new();

    /// <summary>Snapshots: ids, the first digits of ids, <c>latest</c>, or what Get-ScwSnapshot returns.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id", "SnapshotId")]
    [SnapshotTransformation]
    [ArgumentCompleter(typeof(SnapshotIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Snapshot { get; set; } = [];

    /// <inheritdoc />
    protected override void ProcessRecord() => _snapshots.Add(Store, Snapshot);

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        // Only now: whoever pipes snapshots from Get-ScwSnapshot is still listing the store before.
        foreach ((ScwStoreReference store, IReadOnlyList<string> snapshots) in _snapshots.ByStore)
        {
            Remove(SessionOf(store), snapshots);
        }
    }

    private void Remove(StoreSession session, IReadOnlyList<string> snapshots)
    {
        SnapshotInventory inventory = Run("Listing snapshots", session.Location, run => SnapshotInventory.ReadAsync(session.Store, run.CancellationToken));
        var selection = new SnapshotSelection(inventory, session.Location);
        var seen = new HashSet<Mac>();
        foreach (string snapshot in snapshots)
        {
            if (selection.Find(snapshot, out ErrorRecord? error) is not { } id)
            {
                WriteError(error);
            }
            else if (seen.Add(id))
            {
                Remove(session, id, selection.Describe(id));
            }
        }
    }

    private void Remove(StoreSession session, Mac id, ScwSnapshot? snapshot)
    {
        string what = snapshot is null ? $"{id} (damaged)" : $"{id} of {snapshot.Origin}, {TimeCell.Moment(snapshot.Timestamp)}";
        if (!ShouldProcess(what, "Remove the snapshot"))
        {
            return;
        }

        Run("Removing the snapshot", id.ToString(), async run =>
        {
            try
            {
                await session.Store.RemoveSnapshotAsync(id, run.CancellationToken).ConfigureAwait(false);
                await run.WriteObjectAsync(new ScwRemoveResult(id.ToString(), snapshot, TimeProvider.System.GetUtcNow(), session.Location)).ConfigureAwait(false);
            }
            catch (KlosetException exception)
            {
                await run.WriteErrorAsync(Errors.FromException(exception, id.ToString())).ConfigureAwait(false);
            }
        });
    }
}
