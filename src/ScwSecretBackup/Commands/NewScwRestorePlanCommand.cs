using System.Management.Automation;
using ScwSecretBackup.Binding;
using ScwSecretBackup.Completion;
using ScwSecretBackup.Engine.Restore;
using ScwSecretBackup.Formatting;
using ScwSecretBackup.Infrastructure;

namespace ScwSecretBackup.Commands;

/// <summary>Plans a restore against the live destination without writing anything, to be looked at, saved, and run by Restore-ScwSecret.</summary>
[Cmdlet(VerbsCommon.New, "ScwRestorePlan", DefaultParameterSetName = SnapshotSet)]
[OutputType(typeof(ScwRestorePlan))]
public sealed class NewScwRestorePlanCommand : RestorePlanningCommand
{
    /// <summary>The store: a handle from Open-ScwStore; or a registered name, an address or a folder, which is then opened for this command alone. Default: the store that the objects in the pipeline come from.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [StoreTransformation]
    [ArgumentCompleter(typeof(StoreCompleter))]
    [ValidateNotNull]
    public override ScwStoreReference Store { get; set; } = null!;

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        foreach ((StoreSession _, RestorePlan plan, RestoreJournalFile _) in PlanAll())
        {
            WriteVerbose(PlanSummary.Of(plan));
            WriteObject(new ScwRestorePlan(plan));
        }
    }
}
