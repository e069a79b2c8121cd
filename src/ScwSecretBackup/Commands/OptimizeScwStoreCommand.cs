using System.Diagnostics;
using System.Management.Automation;
using ScwSecretBackup.Binding;
using ScwSecretBackup.Catalogue;
using ScwSecretBackup.Completion;
using ScwSecretBackup.Engine.Progress;
using ScwSecretBackup.Infrastructure;
using ScwSecretBackup.Kloset;
using ScwSecretBackup.Kloset.Maintenance;

namespace ScwSecretBackup.Commands;

/// <summary>Gives back the space of removed snapshots: what no snapshot needs is marked, and deleted by a later run after a grace period.</summary>
[Cmdlet(VerbsCommon.Optimize, "ScwStore", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(ScwOptimizeResult))]
public sealed class OptimizeScwStoreCommand : StoreCommand
{
    /// <summary>How long data stays after it was marked, such as <c>'7d'</c>, the default. Restores that are under way need it that long.</summary>
    [Parameter]
    [AgeTransformation]
    [ArgumentCompleter(typeof(AgeCompleter))]
    public TimeSpan GracePeriod { get; set; } = StoreMaintenance.DefaultGracePeriod;

    /// <inheritdoc />
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (GracePeriod < TimeSpan.Zero || GracePeriod > StoreMaintenance.MaxGracePeriod)
        {
            Fail(Errors.Create($"The grace period {GracePeriod} is negative, or longer than {StoreMaintenance.MaxGracePeriod.TotalDays} days.", ErrorCatalogue.InvalidGracePeriod, $"{GracePeriod}"));
        }
    }

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        StoreSession session = Session;
        bool apply = ShouldProcess(session.Location, "Mark and delete what no snapshot needs", "Optimize-ScwStore", out ShouldProcessReason reason);
        if (!apply && reason != ShouldProcessReason.WhatIf)
        {
            return;
        }

        long started = Stopwatch.GetTimestamp();
        MaintenanceReport report = Run(apply ? "Optimizing the store" : "Planning the maintenance", session.Location, run =>
        {
            var maintenance = new StoreMaintenance(session.Store, GracePeriod, new SnapshotProgress(run.Progress));
            return apply ? maintenance.RunAsync(run.CancellationToken) : maintenance.PlanAsync(run.CancellationToken);
        });
        foreach (Mac orphan in report.UnreadableOrphans)
        {
            WriteWarning($"Packfile {orphan} belongs to no snapshot and is damaged, so its age is unknown and it stays. Delete the file when no backup is running.");
        }

        WriteObject(new ScwOptimizeResult(report, Stopwatch.GetElapsedTime(started), session.Location));
    }

    private sealed class SnapshotProgress(IProgress<EngineProgress> target) : IProgress<MaintenanceProgress>
    {
        public void Report(MaintenanceProgress value) => target.Report(new EngineProgress("Following snapshots", value.SnapshotsDone, value.SnapshotCount, ""));
    }
}
