using System.Management.Automation;
using System.Management.Automation.Host;
using ScwSecretBackup.Binding;
using ScwSecretBackup.Completion;
using ScwSecretBackup.Engine.Apps;
using ScwSecretBackup.Engine.Backup;
using ScwSecretBackup.Formatting;
using ScwSecretBackup.Infrastructure;
using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Commands;

/// <summary>Backs up the secrets of a project and region into a store, as one snapshot.</summary>
[Cmdlet(VerbsData.Backup, "ScwSecret", SupportsShouldProcess = true)]
[OutputType(typeof(ScwBackupResult), typeof(ScwBackupPlanItem))]
public sealed class BackupScwSecretCommand : TransferCommand
{
    /// <summary>Registered source: project, region and API key, where no parameter gives them.</summary>
    [Parameter]
    [AppTransformation(ScwAppReference.Source)]
    [ArgumentCompleter(typeof(RegisteredSourceCompleter))]
    [ValidateNotNull]
    public ScwAppReference? Source { get; set; }

    /// <summary>Name of the snapshot. Default: the name of the source, else one made of region and project.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "";

    /// <summary>SLA attribute: environment of the source, such as <c>production</c>.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string Environment { get; set; } = "";

    /// <summary>SLA attribute: classes of the data, such as <c>critical</c>.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] DataClass { get; set; } = [];

    /// <summary>Tags of the snapshot.</summary>
    [Parameter]
    [Alias("Label")]
    [ValidateNotNullOrEmpty]
    public string[] Tag { get; set; } = [];

    /// <summary>Name of the job.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string Job { get; set; } = "";

    /// <summary>Accepts a project that is empty or has far fewer secrets than in the snapshot before.</summary>
    [Parameter]
    public SwitchParameter AllowShrink { get; set; }

    /// <summary>Reads versions that one access consumes. Reading destroys them at the source.</summary>
    [Parameter]
    public SwitchParameter IncludeSingleAccess { get; set; }

    /// <summary>Does not ask again before single-access versions are read.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override ScwAppReference? App => Source;

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        SecretManagerClient source = Scaleway.Client;
        StoreSession session = Session;
        var planner = new BackupPlanner(new ReadOnlySecretManager(source), session.Store);
        BackupRequest request = SourceLabels.Apply(ToRequest(), Scaleway.App, Scaleway.Settings.Region);
        BackupPlan plan = Run("Planning the backup", Scaleway.Origin, run => planner.PlanAsync(request, run.Progress, run.CancellationToken));
        WriteVerbose(PlanSummary.Of(plan));
        if (!ShouldProcess($"{PlanSummary.Of(plan)} Store: {session.Location}", $"Back up {Scaleway.Origin} into {session.Location}?", "Backup-ScwSecret", out ShouldProcessReason reason))
        {
            bool planned = reason == ShouldProcessReason.WhatIf;
            WriteObject(planned ? plan.Items.Select(item => new ScwBackupPlanItem(item)) : [], enumerateCollection: true);
            return;
        }

        if (!IncludeSingleAccess || Force || ConfirmSingleAccess())
        {
            var runner = new BackupRunner(source, session.Store, TimeProvider.System);
            Write(Run("Backing up", Scaleway.Origin, run => runner.RunAsync(plan, run.Progress, run.CancellationToken)), session.Location);
        }
    }

    private BackupRequest ToRequest() => new()
    {
        ProjectId = Scaleway.Settings.ProjectId,
        Name = Name,
        Environment = Environment,
        DataClasses = DataClass,
        Tags = Tag,
        Job = Job,
        ThrottleLimit = ThrottleLimit,
        AllowShrink = AllowShrink,
        IncludeSingleAccess = IncludeSingleAccess,
    };

    private bool ConfirmSingleAccess()
    {
        try
        {
            return ShouldContinue("Versions that one access consumes will be read, which destroys them at the source. Go on?", "Single-access secrets");
        }
        catch (Exception exception) when (exception is HostException or PSInvalidOperationException or NotImplementedException)
        {
            Fail(Errors.Create("-IncludeSingleAccess needs a confirmation, and nobody can be asked for it here.", "ConfirmationRequired", ErrorCategory.InvalidOperation, Scaleway.Origin,
                "Add -Force where reading, and so destroying, the single-access versions is meant."));
            return false;
        }
    }

    // The result goes first: with -ErrorAction Stop the first error ends the command.
    private void Write(BackupResult result, string location)
    {
        WriteObject(new ScwBackupResult(result, location));
        foreach (string warning in result.Warnings)
        {
            WriteWarning(warning);
        }

        foreach (SkippedVersion version in result.Skipped.Where(version => version.IsError))
        {
            WriteError(Errors.FromItem(version.Error!, $"{SecretPath.Join(version.Folder, version.Name)}@{version.Revision}"));
        }
    }
}
