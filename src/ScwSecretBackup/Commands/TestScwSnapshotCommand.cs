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
    private readonly List<string> _snapshots = [];

    /// <summary>Snapshots: ids, the first digits of ids, <c>latest</c>, or what Get-ScwSnapshot returns.</summary>
    [Parameter(Position = 1, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id", "SnapshotId")]
    [SnapshotTransformation]
    [ArgumentCompleter(typeof(SnapshotIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Snapshot { get; set; } = ["latest"];

    /// <inheritdoc />
    protected override void ProcessRecord() => _snapshots.AddRange(Snapshot);

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        // Nothing came down the pipeline: Get-ScwSnapshot has found nothing to check.
        if (_snapshots.Count == 0)
        {
            return;
        }

        // All at once: what several snapshots share is read once.
        StoreSession session = Session;
        SnapshotInventory inventory = Run("Listing snapshots", session.Location, run => SnapshotInventory.ReadAsync(session.Store, run.CancellationToken));
        var selection = new SnapshotSelection(inventory, session.Location);
        var ids = new HashSet<Mac>();
        foreach (string snapshot in _snapshots)
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
