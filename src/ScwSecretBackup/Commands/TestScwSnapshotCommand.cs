using System.Management.Automation;
using ScwSecretBackup.Binding;
using ScwSecretBackup.Completion;
using ScwSecretBackup.Engine.Checking;
using ScwSecretBackup.Infrastructure;
using ScwSecretBackup.Kloset;

namespace ScwSecretBackup.Commands;

/// <summary>Checks snapshots with everything they refer to, and whether every secret in them can be restored.</summary>
[Cmdlet(VerbsDiagnostic.Test, "ScwSnapshot")]
[OutputType(typeof(ScwCheckFinding), typeof(bool))]
public sealed class TestScwSnapshotCommand : CheckCommand
{
    private readonly GivenSnapshots _snapshots = new();

    /// <summary>The store: a handle from Open-ScwStore; or a registered name, an address or a folder, which is then opened for this command alone. Default: the store that the objects in the pipeline come from.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [StoreTransformation]
    [ArgumentCompleter(typeof(StoreCompleter))]
    [ValidateNotNull]
    public override ScwStoreReference Store { get; set; } = null!;

    /// <summary>Snapshots: ids, the first digits of ids, <c>latest</c>, or what Get-ScwSnapshot returns.</summary>
    [Parameter(Position = 1, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id", "SnapshotId")]
    [SnapshotTransformation]
    [ArgumentCompleter(typeof(SnapshotIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Snapshot { get; set; } = ["latest"];

    /// <inheritdoc />
    protected override void ProcessRecord() => _snapshots.Add(Store, Snapshot);

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        // All of a store at once: what several snapshots share is read once.
        foreach ((ScwStoreReference store, IReadOnlyList<string> snapshots) in _snapshots.ByStore)
        {
            Check(SessionOf(store), snapshots);
        }
    }

    private void Check(StoreSession session, IReadOnlyList<string> snapshots)
    {
        SnapshotInventory inventory = Run("Listing snapshots", session.Location, run => SnapshotInventory.ReadAsync(session.Store, run.CancellationToken));
        var selection = new SnapshotSelection(inventory, session.Location);
        var ids = new HashSet<Mac>();
        foreach (string snapshot in snapshots)
        {
            if (selection.Find(snapshot, out ErrorRecord? error) is { } id)
            {
                ids.Add(id);
            }
            else
            {
                WriteError(error);
            }
        }

        if (ids.Count > 0)
        {
            Check(session, new CheckRequest { StructureOnly = Fast, Snapshots = ids }, ids.Count == 1 ? ids.First().ToString() : session.Location);
        }
    }
}
