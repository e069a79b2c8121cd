using System.Management.Automation;
using ScwSecretBackup.Binding;
using ScwSecretBackup.Catalogue;
using ScwSecretBackup.Completion;
using ScwSecretBackup.Engine.Restore;
using ScwSecretBackup.Engine.Restore.Journal;
using ScwSecretBackup.Engine.Restore.Saved;
using ScwSecretBackup.Formatting;
using ScwSecretBackup.Infrastructure;
using ScwSecretBackup.Kloset.Snapshots;
using ScwSecretBackup.Scaleway.Configuration;

namespace ScwSecretBackup.Commands;

/// <summary>Restores the secrets of a snapshot, or those of a saved plan, into a project and region.</summary>
[Cmdlet(VerbsData.Restore, "ScwSecret", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, DefaultParameterSetName = SnapshotSet)]
[OutputType(typeof(ScwRestoreResult), typeof(ScwRestorePlanItem))]
public sealed class RestoreScwSecretCommand : RestorePlanningCommand
{
    private const string PlanSet = "Plan";

    private readonly List<(ScwStoreReference Store, SavedPlan Plan)> _plans = [];

    /// <summary>The store: a handle from Open-ScwStore; or a registered name, an address or a folder, which is then opened for this command alone. Default: the store that the objects in the pipeline come from; a saved plan needs it named.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = SnapshotSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ItemSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PlanSet, ValueFromPipelineByPropertyName = true)]
    [StoreTransformation]
    [ArgumentCompleter(typeof(StoreCompleter))]
    [ValidateNotNull]
    public override ScwStoreReference Store { get; set; } = null!;

    /// <summary>
    /// A plan of New-ScwRestorePlan: the object, what Import-Clixml or ConvertFrom-Json made of a saved one, or the file it was saved to. It goes to the
    /// project and region it was made for, and is run only when they still are as they were.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = PlanSet, ValueFromPipeline = true)]
    [RestorePlanTransformation]
    [ValidateNotNull]
    public ScwRestorePlanReference Plan { get; set; } = null!;

    // A plan names its destination, and one that is piped isn't here yet.
    private protected override bool NeedsDestination => ParameterSetName != PlanSet && !MyInvocation.ExpectingInput;

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        base.ProcessRecord();
        if (ParameterSetName == PlanSet)
        {
            RequireTrust();
            _plans.Add((Store, Run("Reading the plan", Plan.ToString(), _ => Task.FromResult(Plan.Read()))));
        }
    }

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        foreach ((StoreSession session, RestorePlan plan, RestoreJournalFile journal) in PlanAll())
        {
            Process(session, plan, Scaleway, journal, journal.Journal);
        }

        foreach ((ScwStoreReference reference, SavedPlan saved) in _plans)
        {
            StoreSession store = SessionOf(reference);
            Run("Checking the plan", store.Location, _ =>
            {
                PlanRevival.RequireStore(saved, store.Store);
                return Task.CompletedTask;
            });
            SnapshotHeader header = Find(store, saved.Snapshot);
            ScalewaySession destination = DestinationOf(saved);
            RestoreJournalFile file = OpenJournal(store, header, destination);
            IRestoreJournal journal = file.Journal;
            var revival = new PlanRevival(store.Store, new ReadOnlySecretManager(destination.Client), TimeProvider.System);
            RestorePlan plan = Run("Checking the plan", destination.Origin, run => revival.ReviveAsync(
                saved, header, destination.Settings.ProjectId, ThrottleLimit, journal, run.Progress, run.CancellationToken));
            Process(store, plan, destination, file, PlanRevival.JournalFor(saved, journal));
        }
    }

    /// <summary>Where the plan was made for; a parameter that names another place stays, and the plan is refused there.</summary>
    private ScalewaySession DestinationOf(SavedPlan saved)
    {
        ScalewayOverrides overrides = ToOverrides();
        return App is null
            ? Sessions.Get(overrides with { ProjectId = overrides.ProjectId ?? saved.ProjectId, Region = overrides.Region ?? saved.Region })
            : Scaleway;
    }

    /// <summary>Edits of a saved plan only narrow what it does; one that named another store would bring other secrets in.</summary>
    private void RequireTrust()
    {
        if (IsStoreNamedByInput && !Plan.IsLive)
        {
            Fail(Errors.Create($"The store of a saved plan has to be named: whoever can edit the plan could have put another store ('{Store}') in.", ErrorCatalogue.RestorePlanInvalid, $"{Store}", "Add -Store."));
        }
    }

    private void Process(StoreSession store, RestorePlan plan, ScalewaySession destination, RestoreJournalFile file, IRestoreJournal journal)
    {
        string summary = PlanSummary.Of(plan);
        if (ShouldProcess(summary, $"{summary} Go on?", "Restore-ScwSecret", out ShouldProcessReason reason))
        {
            Execute(store, plan, destination, file, journal);
        }
        else if (reason == ShouldProcessReason.WhatIf)
        {
            WriteObject(plan.Items.Select(item => new ScwRestorePlanItem(item, plan)), enumerateCollection: true);
        }
    }

    private void Execute(StoreSession store, RestorePlan plan, ScalewaySession destination, RestoreJournalFile file, IRestoreJournal journal)
    {
        using IDisposable? held = Run("Taking the lock of the restore", destination.Origin, _ => Task.FromResult(file.Lock()));
        var runner = new RestoreRunner(store.Store, destination.Client, TimeProvider.System, journal);
        Run("Restoring", destination.Origin, async run =>
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
