using System.Management.Automation;
using ScwSecretBackup.Engine;
using ScwSecretBackup.Infrastructure;
using ScwSecretBackup.Kloset;
using ScwSecretBackup.Kloset.Snapshots;

namespace ScwSecretBackup.Commands;

/// <summary>Lists the snapshots of a store, newest first.</summary>
[Cmdlet(VerbsCommon.Get, "ScwSnapshot", DefaultParameterSetName = AllSet)]
[Alias("Get-ScwRestorePoint")]
[OutputType(typeof(ScwSnapshot))]
public sealed class GetScwSnapshotCommand : StoreCommand
{
    private const string AllSet = "All";
    private const string IdSet = "Id";
    private const string LatestSet = "Latest";

    /// <summary>Ids, or the first digits of ids.</summary>
    [Parameter(ParameterSetName = IdSet, Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    public string[] Id { get; set; } = [];

    /// <summary>Only the newest snapshot.</summary>
    [Parameter(ParameterSetName = LatestSet, Mandatory = true)]
    public SwitchParameter Latest { get; set; }

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        StoreSession session = Session;
        SnapshotInventory inventory = Run("Listing snapshots", session.Location, run => SnapshotInventory.ReadAsync(session.Store, run.CancellationToken));
        foreach (SnapshotHeader header in Select(inventory.Readable))
        {
            WriteObject(new ScwSnapshot(header, session.Location));
        }

        foreach ((Mac id, EngineException damage) in inventory.Damaged)
        {
            WriteError(Errors.FromException(damage, id.ToString()));
        }

        foreach (string id in Id.Where(id => !inventory.Readable.Select(header => header.Id).Concat(inventory.Damaged.Keys).Any(known => Matches(known, id))))
        {
            WriteError(Errors.Create($"There is no snapshot '{id}' in the store '{session.Location}'.", "SnapshotNotFound", ErrorCategory.ObjectNotFound, id,
                "List the snapshots with Get-ScwSnapshot and give the first digits of an id."));
        }
    }

    private IEnumerable<SnapshotHeader> Select(IReadOnlyList<SnapshotHeader> headers) => ParameterSetName switch
    {
        IdSet => headers.Where(header => Id.Any(id => Matches(header.Id, id))),
        LatestSet => headers.Take(Latest ? 1 : headers.Count),
        _ => headers,
    };

    private static bool Matches(Mac id, string prefix) => id.ToString().StartsWith(prefix, StringComparison.OrdinalIgnoreCase);
}
