using System.Management.Automation;
using ScwSecretBackup.Binding;
using ScwSecretBackup.Completion;
using ScwSecretBackup.Engine.Apps;
using ScwSecretBackup.Engine.Backup;
using ScwSecretBackup.Engine.Selection;
using ScwSecretBackup.Formatting;
using ScwSecretBackup.Infrastructure;

namespace ScwSecretBackup.Commands;

/// <summary>Backs up the secrets of projects and regions into a store: one snapshot and one result for each.</summary>
[Cmdlet(VerbsData.Backup, "ScwSecret", SupportsShouldProcess = true, DefaultParameterSetName = ProjectSet)]
[OutputType(typeof(ScwBackupResult), typeof(ScwBackupPlanItem))]
public sealed class BackupScwSecretCommand : TransferCommand, ISelectionParameters
{
    private const string ProjectSet = "Project";
    private const string SecretSet = "Secret";
    private const string SourceSet = "Source";

    private readonly BackupTargets _targets = new();
    private readonly Dictionary<string, bool> _answers = new(StringComparer.Ordinal);

    /// <summary>Project. Default: SCW_DEFAULT_PROJECT_ID, then the profile. Objects with this property back up one project each.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Project")]
    [ArgumentCompleter(typeof(NoCompleter))]
    [ValidateNotNullOrEmpty]
    public override string? ProjectId { get; set; }

    /// <summary>Region. Default: SCW_DEFAULT_REGION, then the profile.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RegionCompleter))]
    public override string? Region { get; set; }

    /// <summary>Registered source: project, region and API key, where no parameter gives them; name and SLA attributes go to the snapshot. Sources may be piped.</summary>
    [Parameter(Mandatory = true, ParameterSetName = SourceSet, ValueFromPipeline = true)]
    [AppTransformation(ScwAppReference.Source)]
    [ArgumentCompleter(typeof(RegisteredSourceCompleter))]
    [ValidateNotNull]
    public ScwAppReference? Source { get; set; }

    /// <summary>Secrets to back up, from Get-ScwSecret: they are listed again and taken by their ids, one snapshot for each project and region.</summary>
    [Parameter(Mandatory = true, ParameterSetName = SecretSet, ValueFromPipeline = true)]
    [ValidateNotNull]
    public ScwSecretInfo[] InputObject { get; set; } = [];

    /// <summary>Names of secrets to back up; wildcards are allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SecretNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Name { get; set; }

    /// <summary>Folders of secrets to back up; wildcards are allowed, and <c>*</c> matches slashes too: <c>/prod/*</c> is everything below <c>/prod</c>.</summary>
    [Parameter]
    [Alias("SecretPath")]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SecretFolderCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Folder { get; set; }

    /// <summary>Takes the folders below each Folder too.</summary>
    [Parameter]
    public SwitchParameter Recurse { get; set; }

    /// <summary>Only secrets that have all of these tags. Tags of the snapshot itself are given with Label.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(SecretTagCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Tag { get; set; }

    /// <summary>Only secrets of these types.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(SecretTypeCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Type { get; set; }

    /// <summary>Only secrets whose folder and name, such as <c>/prod/db/password</c>, match one of these; wildcards are allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SecretPathCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Include { get; set; }

    /// <summary>No secrets whose folder and name match one of these; wildcards are allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SecretPathCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Exclude { get; set; }

    /// <summary>Only these versions: All, Latest, LatestEnabled, or revisions such as 3 or 1,4. Of the others the metadata is kept.</summary>
    [Parameter]
    [VersionTransformation]
    [ArgumentCompleter(typeof(VersionCompleter))]
    [ValidateNotNull]
    public VersionSelection? Version { get; set; }

    /// <summary>Name of the snapshot. Default: the name of the source, else one made of region and project.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(SnapshotFieldCompleter))]
    [ValidateNotNullOrEmpty]
    public string SnapshotName { get; set; } = "";

    /// <summary>Tags of the snapshot.</summary>
    [Parameter]
    [Alias("SnapshotTag")]
    [ArgumentCompleter(typeof(SnapshotFieldCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Label { get; set; } = [];

    /// <summary>SLA attribute: environment of the source, such as <c>production</c>.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(SnapshotFieldCompleter))]
    [ValidateNotNullOrEmpty]
    public string Environment { get; set; } = "";

    /// <summary>SLA attribute: classes of the data, such as <c>critical</c>.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(SnapshotFieldCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] DataClass { get; set; } = [];

    /// <summary>Name of the job.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(SnapshotFieldCompleter))]
    [ValidateNotNullOrEmpty]
    public string Job { get; set; } = "";

    /// <summary>Perimeter: the part of the organisation that the source belongs to.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(SnapshotFieldCompleter))]
    [ValidateNotNullOrEmpty]
    public string Perimeter { get; set; } = "";

    /// <summary>What happens to versions that are disabled. TemporarilyEnable enables, reads and disables again those that no earlier snapshot holds.</summary>
    [Parameter]
    public DisabledVersionPolicy DisabledVersion { get; set; } = DisabledVersionPolicy.CarryForward;

    /// <summary>Accepts a project that is empty or has far fewer secrets than in the snapshot before.</summary>
    [Parameter]
    public SwitchParameter AllowShrink { get; set; }

    /// <summary>Reads versions that one access consumes. Reading destroys them at the source.</summary>
    [Parameter]
    public SwitchParameter IncludeSingleAccess { get; set; }

    /// <summary>Reads what the snapshot shares with earlier ones from the store; values that are damaged there are read from the project and stored anew.</summary>
    [Parameter]
    public SwitchParameter VerifyReused { get; set; }

    /// <summary>Does not ask again before single-access versions are read or disabled ones enabled.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override bool WritesSecrets => true;

    private protected override ScwAppReference? App => ParameterSetName == SourceSet ? Source : null;

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        if (ParameterSetName != SecretSet)
        {
            _targets.Add(Scaleway);
            return;
        }

        foreach (ScwSecretInfo secret in InputObject)
        {
            _targets.Add(Sessions.Get(ToOverrides() with { ProjectId = secret.ProjectId, Region = secret.Region }), secret.Id);
        }
    }

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        foreach (BackupTarget target in _targets.All)
        {
            SecretSelection selection = SelectionBinding.Bind(this, Version, target.SecretIds);
            var backup = new SourceBackup(this, Session, target.Source, selection);
            BackupRequest request = SourceLabels.Apply(ToRequest(target.Source, selection), target.Source.App, target.Source.Settings.Region);
            backup.Recover();
            if (backup.TryPlan(request) is { } plan && IsWanted(plan))
            {
                backup.Run(plan);
            }
        }
    }

    private bool IsWanted(BackupPlan plan)
    {
        string summary = PlanSummary.Of(plan, Session.Location);
        if (ShouldProcess(summary, $"{summary} Go on?", "Backup-ScwSecret", out ShouldProcessReason reason))
        {
            return Force || ConfirmChanges(plan);
        }

        if (reason == ShouldProcessReason.WhatIf)
        {
            WriteObject(plan.Items.Select(item => new ScwBackupPlanItem(item, plan)), enumerateCollection: true);
        }

        return false;
    }

    private BackupRequest ToRequest(ScalewaySession source, SecretSelection selection) => new()
    {
        ProjectId = source.Settings.ProjectId,
        Selection = selection,
        Name = SnapshotName,
        Environment = Environment,
        DataClasses = DataClass,
        Tags = Label,
        Job = Job,
        Perimeter = Perimeter,
        ThrottleLimit = ThrottleLimit,
        AllowShrink = AllowShrink,
        IncludeSingleAccess = IncludeSingleAccess,
        DisabledVersions = DisabledVersion,
        VerifyReused = VerifyReused,
    };

    /// <summary>Asks only where the plan has such a change, and each question once for all sources.</summary>
    private bool ConfirmChanges(BackupPlan plan)
    {
        string[] changes =
        [
            plan.ConsumesVersions ? "Versions that one access consumes will be read, which destroys them at the source." : "",
            plan.Items.Any(item => item.Action == BackupAction.EnableAndRead) ? "Disabled versions will be enabled for as long as it takes to read them." : "",
        ];
        string question = string.Join(' ', changes.Where(change => change.Length > 0));
        if (question.Length == 0)
        {
            return true;
        }

        if (!_answers.TryGetValue(question, out bool answer))
        {
            answer = ShouldContinue($"{question} Go on?", "Changes at the source");
            _answers.Add(question, answer);
        }

        return answer;
    }
}
