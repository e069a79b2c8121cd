using System.Management.Automation;
using ScwSecretBackup.Engine.Restore;
using ScwSecretBackup.Formatting;
using ScwSecretBackup.Infrastructure;

namespace ScwSecretBackup.Commands;

/// <summary>Plans a restore against the live destination without writing anything, to be looked at, saved, and run by Restore-ScwSecret.</summary>
[Cmdlet(VerbsCommon.New, "ScwRestorePlan", DefaultParameterSetName = SnapshotSet)]
[OutputType(typeof(ScwRestorePlan))]
public sealed class NewScwRestorePlanCommand : RestorePlanningCommand
{
    /// <inheritdoc />
    protected override void EndProcessing()
    {
        foreach ((RestorePlan plan, RestoreJournalFile _) in PlanAll())
        {
            WriteVerbose(PlanSummary.Of(plan));
            WriteObject(new ScwRestorePlan(plan));
        }
    }
}
