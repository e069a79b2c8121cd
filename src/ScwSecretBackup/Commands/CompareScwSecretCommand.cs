using System.Management.Automation;
using ScwSecretBackup.Binding;
using ScwSecretBackup.Completion;
using ScwSecretBackup.Engine.Comparison;
using ScwSecretBackup.Infrastructure;
using ScwSecretBackup.Kloset.Snapshots;
using ScwSecretBackup.Scaleway.Configuration;

namespace ScwSecretBackup.Commands;

/// <summary>Compares a snapshot with what a project holds now. Says that values differ, never what they are.</summary>
[Cmdlet(VerbsData.Compare, "ScwSecret")]
[OutputType(typeof(ScwDifference))]
public sealed class CompareScwSecretCommand : TransferCommand, ISelectionParameters
{
    /// <summary>Snapshot: its id, the first digits of it, or <c>latest</c>. Without ProjectId and Region it is compared with the project and region it was made of.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("Id", "SnapshotId")]
    [ValidateNotNullOrEmpty]
    public string Snapshot { get; set; } = "latest";

    /// <summary>Names of secrets; wildcards are allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Name { get; set; }

    /// <summary>Folders of secrets; wildcards are allowed, and <c>*</c> matches slashes too: <c>/prod/*</c> is everything below <c>/prod</c>.</summary>
    [Parameter]
    [Alias("SecretPath")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Folder { get; set; }

    /// <summary>Takes the folders below each Folder too.</summary>
    [Parameter]
    public SwitchParameter Recurse { get; set; }

    /// <summary>Only secrets that have all of these tags.</summary>
    [Parameter]
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
    [ValidateNotNullOrEmpty]
    public string[]? Include { get; set; }

    /// <summary>No secrets whose folder and name match one of these; wildcards are allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Exclude { get; set; }

    /// <summary>Reads no live value: then a version that was added is reported, but not whether its value is another one.</summary>
    [Parameter]
    public SwitchParameter MetadataOnly { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        SnapshotHeader header = Run("Finding the snapshot", Snapshot, run => SnapshotInventory.ResolveAsync(Session.Store, Snapshot, run.CancellationToken));
        ScalewaySession live = Sessions.Get(WithOriginOf(header));
        var request = new ComparisonRequest
        {
            Reference = header,
            Selection = SelectionBinding.Bind(this),
            ComparesValues = !MetadataOnly,
            ThrottleLimit = ThrottleLimit,
        };
        var unproven = new UnprovenValues();
        Run("Comparing", live.Origin, async run =>
        {
            var comparer = new SecretComparer(Session.Store);
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

    private ScalewayOverrides WithOriginOf(SnapshotHeader header)
    {
        ScalewayOverrides overrides = ToOverrides();
        bool isOfOneProject = header.Description.ImporterOrigin.Split('/') is [{ Length: > 0 }, { Length: > 0 }];
        return isOfOneProject && overrides is { ProjectId: null, Region: null }
            ? overrides with { Region = header.Description.ImporterOrigin.Split('/')[0], ProjectId = header.Description.ImporterOrigin.Split('/')[1] }
            : overrides;
    }
}
