using System.Management.Automation;
using ScwSecretBackup.Binding;
using ScwSecretBackup.Completion;
using ScwSecretBackup.Engine.Comparison;
using ScwSecretBackup.Infrastructure;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Snapshots;

namespace ScwSecretBackup.Commands;

/// <summary>Compares two snapshots of a store. Says that values differ, never what they are.</summary>
[Cmdlet(VerbsData.Compare, "ScwSnapshot")]
[OutputType(typeof(ScwSnapshotDifference))]
public sealed class CompareScwSnapshotCommand : SnapshotCommand, ISelectionParameters
{
    /// <summary>Snapshot to compare with: its id, or the first digits of it.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [SnapshotTransformation]
    [ArgumentCompleter(typeof(SnapshotIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string ReferenceSnapshot { get; set; } = "";

    /// <summary>Snapshot to compare: its id, the first digits of it, or <c>latest</c>.</summary>
    [Parameter(Position = 2, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id", "SnapshotId", "Snapshot")]
    [SnapshotTransformation]
    [ArgumentCompleter(typeof(SnapshotIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string DifferenceSnapshot { get; set; } = "latest";

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

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        KlosetStore store = Session.Store;
        SnapshotHeader reference = Resolve(store, ReferenceSnapshot);
        SnapshotHeader other = Resolve(store, DifferenceSnapshot);
        var request = new ComparisonRequest { Reference = reference, Selection = SelectionBinding.Bind(this) };
        var unproven = new UnprovenValues();
        Run("Comparing", other.Id.ToString(), async run =>
        {
            var comparer = new SecretComparer(store);
            await foreach (SecretDifference difference in comparer.CompareSnapshotsAsync(request, other, run.Progress, run.CancellationToken).ConfigureAwait(false))
            {
                if (difference.Kind == DifferenceKind.Damaged)
                {
                    await run.WriteErrorAsync(DamagedSecret.ToRecord(difference)).ConfigureAwait(false);
                }
                else if (!unproven.TryAdd(difference))
                {
                    await run.WriteObjectAsync(new ScwSnapshotDifference(difference, reference.Id.ToString(), other.Id.ToString())).ConfigureAwait(false);
                }
            }
        });
        unproven.Report(this);
    }

    private SnapshotHeader Resolve(KlosetStore store, string snapshot) =>
        Run("Finding the snapshot", snapshot, run => SnapshotInventory.ResolveAsync(store, snapshot, run.CancellationToken));
}
