using System.Collections;
using System.Management.Automation;
using ScwSecretBackup.Binding;
using ScwSecretBackup.Completion;
using ScwSecretBackup.Engine.Comparison;
using ScwSecretBackup.Engine.Restore;
using ScwSecretBackup.Infrastructure;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Snapshots;
using ScwSecretBackup.Scaleway.Configuration;

namespace ScwSecretBackup.Commands;

/// <summary>Compares a snapshot with what a project holds now. Says that values differ, never what they are.</summary>
[Cmdlet(VerbsData.Compare, "ScwSecret", DefaultParameterSetName = SourceSet)]
[OutputType(typeof(ScwDifference))]
public sealed class CompareScwSecretCommand : TransferCommand, ISelectionParameters
{
    private const string SourceSet = "Source";
    private const string DestinationSet = "Destination";

    /// <summary>The store: a handle from Open-ScwStore; or a registered name, an address or a folder, which is then opened for this command alone. Default: the store that the objects in the pipeline come from.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [StoreTransformation]
    [ArgumentCompleter(typeof(StoreCompleter))]
    [ValidateNotNull]
    public override ScwStoreReference Store { get; set; } = null!;

    /// <summary>Registered source to compare with: its project, region and API key, where no parameter gives them.</summary>
    [Parameter(ParameterSetName = SourceSet)]
    [AppTransformation(ScwAppReference.Source)]
    [ArgumentCompleter(typeof(RegisteredSourceCompleter))]
    [ValidateNotNull]
    public ScwAppReference? Source { get; set; }

    /// <summary>Registered destination to compare with, such as one that was restored into.</summary>
    [Parameter(Mandatory = true, ParameterSetName = DestinationSet)]
    [AppTransformation(ScwAppReference.Destination)]
    [ArgumentCompleter(typeof(RegisteredDestinationCompleter))]
    [ValidateNotNull]
    public ScwAppReference? Destination { get; set; }

    /// <summary>Snapshot: its id, the first digits of it, or <c>latest</c>. Without ProjectId and Region it is compared with the project and region it was made of.</summary>
    [Parameter(Position = 1, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id", "SnapshotId")]
    [SnapshotTransformation]
    [ArgumentCompleter(typeof(SnapshotIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string Snapshot { get; set; } = "latest";

    /// <summary>Names of secrets; wildcards are allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SecretNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Name { get; set; }

    /// <summary>Folders of secrets; wildcards are allowed, and <c>*</c> matches slashes too: <c>/prod/*</c> is everything below <c>/prod</c>.</summary>
    [Parameter]
    [Alias("SecretPath")]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SecretFolderCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Folder { get; set; }

    /// <summary>Takes the folders below each Folder too.</summary>
    [Parameter]
    public SwitchParameter Recurse { get; set; }

    /// <summary>Only secrets that have all of these tags.</summary>
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

    /// <summary>Reads no live value: then a version that was added is reported, but not whether its value is another one.</summary>
    [Parameter]
    public SwitchParameter MetadataOnly { get; set; }

    /// <summary>What a restore mapped: folders of the snapshot to folders of the project.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NoCompleter))]
    [ValidateNotNull]
    public Hashtable FolderMap { get; set; } = [];

    /// <summary>What a restore mapped: names of the snapshot to names of the project.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NoCompleter))]
    [ValidateNotNull]
    public Hashtable NameMap { get; set; } = [];

    /// <summary>Tags that a restore added.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(SecretTagCompleter))]
    [ValidateNotNull]
    public string[] TagAdd { get; set; } = [];

    /// <summary>What a restore mapped: Key Manager keys of the snapshot to those of the project.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NoCompleter))]
    [ValidateNotNull]
    public Hashtable KeyIdMap { get; set; } = [];

    /// <summary>A restore left the Key Manager keys out.</summary>
    [Parameter]
    public SwitchParameter DropKeyId { get; set; }

    private protected override ScwAppReference? App => Source ?? Destination;

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        KlosetStore store = Session.Store;
        SnapshotHeader header = Run("Finding the snapshot", Snapshot, run => SnapshotInventory.ResolveAsync(store, Snapshot, run.CancellationToken));
        ScalewaySession live = App is null ? Sessions.Get(WithOriginOf(header)) : Scaleway;
        var request = new ComparisonRequest
        {
            Reference = header,
            Selection = SelectionBinding.Bind(this),
            ComparesValues = !MetadataOnly,
            ThrottleLimit = ThrottleLimit,
            Restored = ToRestore(header, live),
        };
        var unproven = new UnprovenValues();
        Run("Comparing", live.Origin, async run =>
        {
            var comparer = new SecretComparer(store);
            await foreach (SecretDifference difference in comparer
                .CompareWithLiveAsync(request, new ReadOnlySecretManager(live.Client), live.Settings.ProjectId, run.Progress, run.CancellationToken)
                .ConfigureAwait(false))
            {
                if (difference.Kind == DifferenceKind.Damaged)
                {
                    await run.WriteErrorAsync(DamagedSecret.ToRecord(difference)).ConfigureAwait(false);
                }
                else if (!unproven.TryAdd(difference))
                {
                    await run.WriteObjectAsync(new ScwDifference(difference, header.Id.ToString(), live.Origin)).ConfigureAwait(false);
                }
            }
        });
        if (!MetadataOnly)
        {
            unproven.Report(this);
        }
    }

    /// <summary>The restore whose traces are no differences, or null when nothing was mapped.</summary>
    private RestoreRequest? ToRestore(SnapshotHeader header, ScalewaySession live) =>
        FolderMap.Count + NameMap.Count + TagAdd.Length + KeyIdMap.Count == 0 && !DropKeyId ? null : new RestoreRequest
        {
            Snapshot = header,
            ProjectId = live.Settings.ProjectId,
            FolderMap = MapBinding.Bind(this, FolderMap, nameof(FolderMap)),
            NameMap = MapBinding.Bind(this, NameMap, nameof(NameMap)),
            TagAdd = TagAdd,
            KeyIdMap = MapBinding.Bind(this, KeyIdMap, nameof(KeyIdMap)),
            DropKeyId = DropKeyId,
        };

    private ScalewayOverrides WithOriginOf(SnapshotHeader header)
    {
        ScalewayOverrides overrides = ToOverrides();
        bool isOfOneProject = header.Description.ImporterOrigin.Split('/') is [{ Length: > 0 }, { Length: > 0 }];
        return isOfOneProject && overrides is { ProjectId: null, Region: null }
            ? overrides with { Region = header.Description.ImporterOrigin.Split('/')[0], ProjectId = header.Description.ImporterOrigin.Split('/')[1] }
            : overrides;
    }
}
