using System.Management.Automation;
using ScwSecretBackup.Binding;
using ScwSecretBackup.Completion;
using ScwSecretBackup.Engine.Restore;
using ScwSecretBackup.Formatting;
using ScwSecretBackup.Infrastructure;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Snapshots;

namespace ScwSecretBackup.Commands;

/// <summary>Restores the secrets of a snapshot into a project and region, each with all its versions.</summary>
[Cmdlet(VerbsData.Restore, "ScwSecret", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, DefaultParameterSetName = SnapshotSet)]
[OutputType(typeof(ScwRestoreResult), typeof(ScwRestorePlanItem))]
public sealed class RestoreScwSecretCommand : TransferCommand
{
    private const string SnapshotSet = "Snapshot";
    private const string ItemSet = "Item";

    // Secrets to restore by snapshot, in the order they came; null stands for the whole snapshot.
    private readonly List<(string Snapshot, HashSet<string>? SecretIds)> _selections = [];

    /// <summary>Snapshot: its id, the first digits of it, or <c>latest</c>.</summary>
    [Parameter(Position = 1, ParameterSetName = SnapshotSet, ValueFromPipelineByPropertyName = true)]
    [Alias("Id", "SnapshotId")]
    [ValidateNotNullOrEmpty]
    public string Snapshot { get; set; } = "latest";

    /// <summary>Items of snapshots; the secrets they belong to are restored with all their versions.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ItemSet, ValueFromPipeline = true)]
    [ValidateNotNull]
    public ScwSnapshotItem[] InputObject { get; set; } = [];

    /// <summary>Registered destination: project, region and API key, where no parameter gives them.</summary>
    [Parameter]
    [AppTransformation(ScwAppReference.Destination)]
    [ArgumentCompleter(typeof(RegisteredDestinationCompleter))]
    [ValidateNotNull]
    public ScwAppReference? Destination { get; set; }

    /// <summary>What to do where the destination has a secret of that folder and name.</summary>
    [Parameter]
    public ConflictAction ConflictAction { get; set; } = ConflictAction.Fail;

    /// <summary>Restores secrets without the Key Manager key they had, which another region can't use.</summary>
    [Parameter]
    public SwitchParameter DropKeyId { get; set; }

    private protected override ScwAppReference? App => Destination;

    /// <inheritdoc />
    protected override void BeginProcessing() => _ = Scaleway;

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        if (ParameterSetName == SnapshotSet)
        {
            _selections.Add((Snapshot, null));
            return;
        }

        foreach (ScwSnapshotItem item in InputObject)
        {
            HashSet<string>? secretIds = _selections.Find(selection => selection.Snapshot == item.Snapshot).SecretIds;
            if (secretIds is null)
            {
                _selections.Add((item.Snapshot, secretIds = []));
            }

            secretIds.Add(item.SecretId);
        }
    }

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        foreach ((string snapshot, HashSet<string>? secretIds) in _selections)
        {
            RestorePlan plan = Plan(snapshot, secretIds);
            WriteVerbose(PlanSummary.Of(plan));
            if (ShouldProcess(PlanSummary.Of(plan), $"{PlanSummary.Of(plan)} Go on?", "Restore-ScwSecret", out ShouldProcessReason reason))
            {
                Execute(plan);
            }
            else if (reason == ShouldProcessReason.WhatIf)
            {
                WriteObject(plan.Items.Select(item => new ScwRestorePlanItem(item, plan)), enumerateCollection: true);
            }
        }
    }

    private RestorePlan Plan(string snapshot, HashSet<string>? secretIds)
    {
        KlosetStore store = Session.Store;
        SnapshotHeader header = Run("Finding the snapshot", snapshot, run => SnapshotInventory.ResolveAsync(store, snapshot, run.CancellationToken));
        var planner = new RestorePlanner(store, new ReadOnlySecretManager(Scaleway.Client));
        var request = new RestoreRequest
        {
            Snapshot = header,
            ProjectId = Scaleway.Settings.ProjectId,
            ConflictAction = ConflictAction,
            SecretIds = secretIds,
            DropKeyId = DropKeyId,
            ThrottleLimit = ThrottleLimit,
        };
        return Run("Planning the restore", Scaleway.Origin, run => planner.PlanAsync(request, run.Progress, run.CancellationToken));
    }

    private void Execute(RestorePlan plan)
    {
        var runner = new RestoreRunner(Session.Store, Scaleway.Client, TimeProvider.System);
        Run("Restoring", Scaleway.Origin, async run =>
        {
            await foreach (RestoreItemResult result in runner.RunAsync(plan, run.Progress, run.CancellationToken).ConfigureAwait(false))
            {
                await run.WriteObjectAsync(new ScwRestoreResult(result, plan)).ConfigureAwait(false);
                if (result.Error is { } error)
                {
                    string target = SecretPath.Join(result.Item.TargetFolder, result.Item.TargetName);
                    await run.WriteErrorAsync(Errors.FromItem(error, target)).ConfigureAwait(false);
                }
            }
        });
    }
}
