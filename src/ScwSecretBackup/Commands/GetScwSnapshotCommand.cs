using System.Management.Automation;
using ScwSecretBackup.Engine.Snapshots;
using ScwSecretBackup.Infrastructure;
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
        IReadOnlyList<SnapshotHeader> headers = Run("Listing snapshots", session.Location, run => new SnapshotCatalog(session.Store).ListAsync(run.CancellationToken));
        foreach (SnapshotHeader header in Select(headers))
        {
            WriteObject(new ScwSnapshot(header, session.Location));
        }

        foreach (string id in Id.Where(id => !headers.Any(header => Matches(header, id))))
        {
            WriteError(Errors.Create($"There is no snapshot '{id}' in the store '{session.Location}'.", "SnapshotNotFound", ErrorCategory.ObjectNotFound, id,
                "List the snapshots with Get-ScwSnapshot and give the first digits of an id."));
        }
    }

    private IEnumerable<SnapshotHeader> Select(IReadOnlyList<SnapshotHeader> headers) => ParameterSetName switch
    {
        IdSet => headers.Where(header => Id.Any(id => Matches(header, id))),
        LatestSet => headers.Take(Latest ? 1 : headers.Count),
        _ => headers,
    };

    private static bool Matches(SnapshotHeader header, string prefix) => header.Id.ToString().StartsWith(prefix, StringComparison.OrdinalIgnoreCase);
}
