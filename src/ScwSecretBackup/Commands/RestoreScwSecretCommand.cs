using System.Management.Automation;
using ScwSecretBackup.Binding;
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

    private readonly List<SavedPlan> _plans = [];

    /// <summary>
    /// A plan of New-ScwRestorePlan: the object, what Import-Clixml or ConvertFrom-Json made of a saved one, or the file it was saved to. It goes to the
    /// project and region it was made for, and is run only when they still are as they were.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = PlanSet, ValueFromPipeline = true)]
    [RestorePlanTransformation]
    [ValidateNotNull]
    public ScwRestorePlanReference Plan { get; set; } = null!;

    /// <inheritdoc />
    protected override void BeginProcessing()
    {
        // A plan names its destination, and one that is piped isn't here yet.
        if (ParameterSetName != PlanSet && !MyInvocation.ExpectingInput)
        {
            base.BeginProcessing();
        }
    }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        base.ProcessRecord();
        if (ParameterSetName == PlanSet)
        {
            _plans.Add(Run("Reading the plan", Plan.ToString(), _ => Task.FromResult(Plan.Read())));
        }
    }

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        foreach ((RestorePlan plan, RestoreJournalFile journal) in PlanAll())
        {
            Process(plan, Scaleway, journal, journal.Journal);
        }

        foreach (SavedPlan saved in _plans)
        {
            StoreSession store = Session;
            Run("Checking the plan", store.Location, _ =>
            {
                PlanRevival.RequireStore(saved, store.Store);
                return Task.CompletedTask;
            });
            SnapshotHeader header = Find(saved.Snapshot);
            ScalewaySession destination = DestinationOf(saved);
            RestoreJournalFile file = OpenJournal(header, destination);
            IRestoreJournal journal = file.Journal;
            var revival = new PlanRevival(Session.Store, new ReadOnlySecretManager(destination.Client), TimeProvider.System);
            RestorePlan plan = Run("Checking the plan", destination.Origin, run => revival.ReviveAsync(
                saved, header, destination.Settings.ProjectId, ThrottleLimit, journal, run.Progress, run.CancellationToken));
            Process(plan, destination, file, PlanRevival.JournalFor(saved, journal));
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

    private void Process(RestorePlan plan, ScalewaySession destination, RestoreJournalFile file, IRestoreJournal journal)
    {
        string summary = PlanSummary.Of(plan);
        if (ShouldProcess(summary, $"{summary} Go on?", "Restore-ScwSecret", out ShouldProcessReason reason))
        {
            Execute(plan, destination, file, journal);
        }
        else if (reason == ShouldProcessReason.WhatIf)
        {
            WriteObject(plan.Items.Select(item => new ScwRestorePlanItem(item, plan)), enumerateCollection: true);
        }
    }

    private void Execute(RestorePlan plan, ScalewaySession destination, RestoreJournalFile file, IRestoreJournal journal)
    {
        using IDisposable? held = Run("Taking the lock of the restore", destination.Origin, _ => Task.FromResult(file.Lock()));
        var runner = new RestoreRunner(Session.Store, destination.Client, TimeProvider.System, journal);
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
