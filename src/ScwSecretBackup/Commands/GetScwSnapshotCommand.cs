using System.Management.Automation;
using ScwSecretBackup.Binding;
using ScwSecretBackup.Catalogue;
using ScwSecretBackup.Completion;
using ScwSecretBackup.Engine;
using ScwSecretBackup.Infrastructure;
using ScwSecretBackup.Kloset;
using ScwSecretBackup.Kloset.Snapshots;

namespace ScwSecretBackup.Commands;

/// <summary>Lists the snapshots of a store, newest first.</summary>
[Cmdlet(VerbsCommon.Get, "ScwSnapshot")]
[Alias("Get-ScwRestorePoint")]
[OutputType(typeof(ScwSnapshot))]
public sealed class GetScwSnapshotCommand : SnapshotQueryCommand
{
    /// <summary>Ids, or the first digits of ids.</summary>
    [Parameter(Position = 1)]
    [SnapshotTransformation]
    [ArgumentCompleter(typeof(SnapshotIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Id { get; set; } = [];

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        StoreSession session = Session;
        SnapshotInventory inventory = Run("Listing snapshots", session.Location, run => SnapshotInventory.ReadAsync(session.Store, run.CancellationToken));
        foreach (SnapshotHeader header in Filter.Select(inventory.Readable.Where(header => Id.Length == 0 || Id.Any(id => Matches(header.Id, id)))))
        {
            WriteObject(new ScwSnapshot(header, session.Location));
        }

        foreach ((Mac id, EngineException damage) in inventory.Damaged)
        {
            WriteError(Errors.FromException(damage, id.ToString()));
        }

        foreach (string id in Id.Where(id => !inventory.Readable.Select(header => header.Id).Concat(inventory.Damaged.Keys).Any(known => Matches(known, id))))
        {
            WriteError(Errors.Create($"There is no snapshot '{id}' in the store '{session.Location}'.", ErrorCatalogue.SnapshotNotFound, id));
        }
    }

    private static bool Matches(Mac id, string prefix) => id.ToString().StartsWith(prefix, StringComparison.OrdinalIgnoreCase);
}
