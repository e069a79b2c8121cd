using System.Management.Automation;
using ScwSecretBackup.Engine;
using ScwSecretBackup.Engine.Retention;
using ScwSecretBackup.Formatting;
using ScwSecretBackup.Infrastructure;
using ScwSecretBackup.Kloset;

namespace ScwSecretBackup.Commands;

/// <summary>
/// Removes the snapshots that no retention rule keeps, and says of every snapshot why it stays or goes. Snapshots that were made with a filter are groups of
/// their own, one for each filter, so that none of them takes the place of a whole one; and the last whole snapshot of a dataset is kept.
/// </summary>
[Cmdlet(VerbsLifecycle.Invoke, "ScwRetention", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(ScwRetentionDecision))]
public sealed partial class InvokeScwRetentionCommand : SnapshotQueryCommand
{
    /// <summary>The rules apply to each group on its own. A snapshot that is in several groups stays if one of them keeps it.</summary>
    [Parameter]
    public RetentionGroup GroupBy { get; set; } = RetentionGroup.Dataset;

    /// <summary>Removes even the last whole snapshot of a dataset when no rule keeps it.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        RetentionPolicy policy = CreatePolicy();
        StoreSession session = Session;
        SnapshotInventory inventory = Run("Listing snapshots", session.Location, run => SnapshotInventory.ReadAsync(session.Store, run.CancellationToken));
        foreach ((Mac id, EngineException damage) in inventory.Damaged)
        {
            // Nobody knows how old it is, so no rule can be applied to it.
            WriteError(Errors.FromException(damage, id.ToString()));
        }

        IReadOnlyList<RetentionDecision> decisions = new RetentionPlanner(TimeProvider.System).Plan(inventory.Readable, policy);
        int deletions = decisions.Count(decision => decision.Action == RetentionAction.Delete);
        WriteVerbose($"Retention keeps {decisions.Count - deletions} snapshots and removes {deletions}.");
        foreach (RetentionDecision decision in decisions)
        {
            Carry(session, decision);
        }
    }

    private RetentionPolicy CreatePolicy()
    {
        try
        {
            return new RetentionPolicy { Rules = Rules, Filter = Filter, GroupBy = GroupBy, Force = Force };
        }
        catch (EngineException exception)
        {
            Fail(Errors.FromException(exception, nameof(Rules)));
            throw;
        }
    }

    private void Carry(StoreSession session, RetentionDecision decision)
    {
        Mac id = decision.Snapshot.Id;
        string what = $"{id} of {decision.Snapshot.Description.ImporterOrigin}, {TimeCell.Moment(decision.Snapshot.Timestamp)}";
        bool remove = decision.Action == RetentionAction.Delete && ShouldProcess(what, "Remove the snapshot");
        Run("Applying retention", id.ToString(), async run =>
        {
            bool removed = remove && await TryRemoveAsync(session, id, run).ConfigureAwait(false);
            await run.WriteObjectAsync(new ScwRetentionDecision(decision, removed, session.Location)).ConfigureAwait(false);
        });
    }

    private static async Task<bool> TryRemoveAsync(StoreSession session, Mac id, EngineRun run)
    {
        try
        {
            await session.Store.RemoveSnapshotAsync(id, run.CancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (KlosetException exception)
        {
            await run.WriteErrorAsync(Errors.FromException(exception, id.ToString())).ConfigureAwait(false);
            return false;
        }
    }
}
