using System.Collections;
using System.ComponentModel;
using System.Management.Automation;
using ScwSecretBackup.Binding;
using ScwSecretBackup.Completion;
using ScwSecretBackup.Engine.Restore;
using ScwSecretBackup.Engine.Selection;
using ScwSecretBackup.Engine.Snapshots;
using ScwSecretBackup.Kloset.Snapshots;

namespace ScwSecretBackup.Infrastructure;

/// <summary>Base of the cmdlets that plan restores: what to restore, where it goes, and what happens to what is there.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class RestorePlanningCommand : TransferCommand, ISelectionParameters
{
    private protected const string SnapshotSet = "Snapshot";
    private protected const string ItemSet = "Item";

    private readonly List<RestoreTarget> _targets = [];

    private protected RestorePlanningCommand()
    {
    }

    /// <summary>Snapshot: its id, the first digits of it, or <c>latest</c>.</summary>
    [Parameter(Position = 1, ParameterSetName = SnapshotSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id", "SnapshotId")]
    [SnapshotTransformation(LeavesPlansAndItems = true)]
    [ArgumentCompleter(typeof(SnapshotIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string Snapshot { get; set; } = "latest";

    /// <summary>Items of snapshots: exactly these versions are restored, unless Version says otherwise.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ItemSet, ValueFromPipeline = true)]
    [SnapshotItemTransformation]
    [ValidateNotNull]
    public ScwSnapshotItem[] InputObject { get; set; } = [];

    /// <summary>Registered destination: project, region and API key, where no parameter gives them.</summary>
    [Parameter]
    [AppTransformation(ScwAppReference.Destination)]
    [ArgumentCompleter(typeof(RegisteredDestinationCompleter))]
    [ValidateNotNull]
    public ScwAppReference? Destination { get; set; }

    /// <summary>Names of secrets; wildcards are allowed.</summary>
    [Parameter(ParameterSetName = SnapshotSet)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SecretNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Name { get; set; }

    /// <summary>Folders of secrets; wildcards are allowed, and <c>*</c> matches slashes too: <c>/prod/*</c> is everything below <c>/prod</c>.</summary>
    [Parameter(ParameterSetName = SnapshotSet)]
    [Alias("SecretPath")]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SecretFolderCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Folder { get; set; }

    /// <summary>Takes the folders below each Folder too.</summary>
    [Parameter(ParameterSetName = SnapshotSet)]
    public SwitchParameter Recurse { get; set; }

    /// <summary>Only secrets that have all of these tags.</summary>
    [Parameter(ParameterSetName = SnapshotSet)]
    [ArgumentCompleter(typeof(SecretTagCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Tag { get; set; }

    /// <summary>Only secrets of these types.</summary>
    [Parameter(ParameterSetName = SnapshotSet)]
    [ArgumentCompleter(typeof(SecretTypeCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Type { get; set; }

    /// <summary>Only secrets whose folder and name, such as <c>/prod/db/password</c>, match one of these; wildcards are allowed.</summary>
    [Parameter(ParameterSetName = SnapshotSet)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SecretPathCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Include { get; set; }

    /// <summary>No secrets whose folder and name match one of these; wildcards are allowed.</summary>
    [Parameter(ParameterSetName = SnapshotSet)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SecretPathCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Exclude { get; set; }

    /// <summary>Only these versions: All, Latest, LatestEnabled, or revisions such as 3 or 1,4. The newest of named revisions ends as the newest one.</summary>
    [Parameter(ParameterSetName = SnapshotSet)]
    [Parameter(ParameterSetName = ItemSet)]
    [VersionTransformation]
    [ArgumentCompleter(typeof(VersionCompleter))]
    [ValidateNotNull]
    public VersionSelection? Version { get; set; }

    /// <summary>What to do where the destination has a secret of that folder and name.</summary>
    [Parameter(ParameterSetName = SnapshotSet)]
    [Parameter(ParameterSetName = ItemSet)]
    public ConflictAction ConflictAction { get; set; } = ConflictAction.Fail;

    /// <summary>Other folders: <c>@{ '/prod' = '/staging' }</c>. The longest key that is the beginning of a folder, in whole segments, wins.</summary>
    [Parameter(ParameterSetName = SnapshotSet)]
    [Parameter(ParameterSetName = ItemSet)]
    [ArgumentCompleter(typeof(NoCompleter))]
    [ValidateNotNull]
    public Hashtable FolderMap { get; set; } = [];

    /// <summary>Other names: from <c>name</c> or <c>/folder/name</c> to a name, or to a folder and name.</summary>
    [Parameter(ParameterSetName = SnapshotSet)]
    [Parameter(ParameterSetName = ItemSet)]
    [ArgumentCompleter(typeof(NoCompleter))]
    [ValidateNotNull]
    public Hashtable NameMap { get; set; } = [];

    /// <summary>Tags that every restored secret gets after its own.</summary>
    [Parameter(ParameterSetName = SnapshotSet)]
    [Parameter(ParameterSetName = ItemSet)]
    [ArgumentCompleter(typeof(SecretTagCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] TagAdd { get; set; } = [];

    /// <summary>Other Key Manager keys, by their ids.</summary>
    [Parameter(ParameterSetName = SnapshotSet)]
    [Parameter(ParameterSetName = ItemSet)]
    [ArgumentCompleter(typeof(NoCompleter))]
    [ValidateNotNull]
    public Hashtable KeyIdMap { get; set; } = [];

    /// <summary>Restores secrets without the Key Manager key they had, which another region can't use.</summary>
    [Parameter(ParameterSetName = SnapshotSet)]
    [Parameter(ParameterSetName = ItemSet)]
    public SwitchParameter DropKeyId { get; set; }

    /// <summary>Takes secrets and versions back that wait for their deletion, which Scaleway charges for by version, instead of creating them beside.</summary>
    [Parameter(ParameterSetName = SnapshotSet)]
    [Parameter(ParameterSetName = ItemSet)]
    public SwitchParameter RecoverPendingDeletion { get; set; }

    /// <summary>How written values are verified: read back where the key may, by the recorded CRC, or not at all.</summary>
    [Parameter(ParameterSetName = SnapshotSet)]
    [Parameter(ParameterSetName = ItemSet)]
    public RestoreVerification Verify { get; set; } = RestoreVerification.Read;

    /// <summary>Secrets the organization may have. Default: 250, unless the snapshot or the destination holds more already.</summary>
    [Parameter(ParameterSetName = SnapshotSet)]
    [Parameter(ParameterSetName = ItemSet)]
    [ValidateRange(1, int.MaxValue)]
    public int SecretQuota { get; set; }

    /// <summary>Versions a secret may have.</summary>
    [Parameter(ParameterSetName = SnapshotSet)]
    [Parameter(ParameterSetName = ItemSet)]
    [ValidateRange(1, 1000)]
    public int VersionQuota { get; set; } = 20;

    private protected override ScwAppReference? App => Destination;

    /// <inheritdoc />
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (NeedsDestination)
        {
            _ = Scaleway;
        }
    }

    /// <summary>Whether the destination must be known before anything else.</summary>
    private protected virtual bool NeedsDestination => true;

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        if (ParameterSetName == SnapshotSet)
        {
            _targets.Add(new RestoreTarget(Store, Snapshot, null));
            return;
        }

        foreach (ScwSnapshotItem item in ParameterSetName == ItemSet ? InputObject : [])
        {
            RestoreTarget? target = _targets.Find(known => known.Snapshot == item.Snapshot && known.Store.Key.Equals(Store.Key));
            if (target is null)
            {
                _targets.Add(target = new RestoreTarget(Store, item.Snapshot, []));
            }

            target.Add(item);
        }
    }

    /// <summary>Plans the restores that the parameters and the pipeline ask for, one for each snapshot.</summary>
    private protected IEnumerable<(StoreSession Store, RestorePlan Plan, RestoreJournalFile Journal)> PlanAll()
    {
        SecretSelection selection = SelectionBinding.Bind(this, Version);
        foreach (RestoreTarget target in _targets)
        {
            StoreSession session = SessionOf(target.Store);
            SnapshotHeader header = Find(session, target.Snapshot);
            WarnWhenPartial(target, header);
            RestoreRequest request = ToRequest(header, selection, target.Chosen);
            RestoreJournalFile journal = OpenJournal(session, header, Scaleway);
            var planner = new RestorePlanner(session.Store, new ReadOnlySecretManager(Scaleway.Client), TimeProvider.System, journal.Journal);
            RestorePlan plan = Run("Planning the restore", Scaleway.Origin, run => planner.PlanAsync(request, run.Progress, run.CancellationToken));
            foreach (SelectionMiss miss in plan.Misses)
            {
                WriteError(SelectionBinding.ToRecord(miss, $"snapshot {header.Id.ToString()[..8]}"));
            }

            yield return (session, plan, journal);
        }
    }

    /// <summary>Finds a snapshot of the store.</summary>
    private protected SnapshotHeader Find(StoreSession session, string snapshot) =>
        Run("Finding the snapshot", snapshot, run => SnapshotInventory.ResolveAsync(session.Store, snapshot, run.CancellationToken));

    /// <summary>What earlier runs of the same restore left.</summary>
    private protected static RestoreJournalFile OpenJournal(StoreSession session, SnapshotHeader header, ScalewaySession destination) =>
        RestoreJournalFile.Open(session.Store.Id, header.Id.ToString(), destination.Settings.Region, destination.Settings.ProjectId);

    /// <summary>Who says 'latest' has not seen which snapshot that is, and may take a part of the project for all of it.</summary>
    private void WarnWhenPartial(RestoreTarget target, SnapshotHeader header)
    {
        if (target.Chosen is null && SnapshotScope.FilterOf(header.Description) is { Length: > 0 } filter && !header.Id.ToString().StartsWith(target.Snapshot, StringComparison.OrdinalIgnoreCase))
        {
            WriteWarning($"The latest snapshot, {header.Id.ToString()[..8]}, is of a part of its source only ({filter}). Get-ScwSnapshot shows those that have all of it.");
        }
    }

    private RestoreRequest ToRequest(SnapshotHeader header, SecretSelection selection, IReadOnlyDictionary<string, IReadOnlySet<int>?>? chosen) => new()
    {
        Snapshot = header,
        ProjectId = Scaleway.Settings.ProjectId,
        ConflictAction = ConflictAction,
        Selection = selection,
        Chosen = chosen,
        FolderMap = MapBinding.Bind(this, FolderMap, nameof(FolderMap)),
        NameMap = MapBinding.Bind(this, NameMap, nameof(NameMap)),
        TagAdd = TagAdd,
        KeyIdMap = MapBinding.Bind(this, KeyIdMap, nameof(KeyIdMap)),
        DropKeyId = DropKeyId,
        RecoverPendingDeletion = RecoverPendingDeletion,
        Verify = Verify,
        SecretQuota = SecretQuota == 0 ? null : SecretQuota,
        VersionQuota = VersionQuota,
        ThrottleLimit = ThrottleLimit,
    };
}
