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
    private readonly GivenSnapshots _given = new();

    /// <summary>The store: a handle from Open-ScwStore; or a registered name, an address or a folder, which is then opened for this command alone. Default: the store that the objects in the pipeline come from.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [StoreTransformation]
    [ArgumentCompleter(typeof(StoreCompleter))]
    [ValidateNotNull]
    public override ScwStoreReference Store { get; set; } = null!;

    /// <summary>Ids, the first digits of ids, or <c>latest</c>.</summary>
    [Parameter(Position = 1, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("SnapshotId", "Snapshot")]
    [SnapshotTransformation]
    [ArgumentCompleter(typeof(SnapshotIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Id { get; set; } = [];

    /// <inheritdoc />
    protected override void ProcessRecord() => _given.Add(Store, Id);

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        foreach ((ScwStoreReference store, IReadOnlyList<string> ids) in _given.ByStore)
        {
            StoreSession session = SessionOf(store);
            SnapshotInventory inventory = Run("Listing snapshots", session.Location, run => SnapshotInventory.ReadAsync(session.Store, run.CancellationToken));
            List<string> wanted = WithLatest(ids, new SnapshotSelection(inventory, session.Location));
            if (ids.Count == 0 || wanted.Count > 0)
            {
                Write(inventory, wanted, session.Location);
            }
        }
    }

    /// <summary>The ids with that of the newest snapshot for <c>latest</c>.</summary>
    private List<string> WithLatest(IReadOnlyList<string> ids, SnapshotSelection selection)
    {
        var wanted = new List<string>();
        foreach (string id in ids)
        {
            if (!SnapshotSelection.IsLatest(id))
            {
                wanted.Add(id);
            }
            else if (selection.Find(id, out ErrorRecord? error) is { } newest)
            {
                wanted.Add(newest.ToString());
            }
            else
            {
                WriteError(error);
            }
        }

        return wanted;
    }

    private void Write(SnapshotInventory inventory, List<string> ids, string store)
    {
        foreach (SnapshotHeader header in Filter.Select(inventory.Readable.Where(header => ids.Count == 0 || ids.Any(id => Matches(header.Id, id)))))
        {
            WriteObject(new ScwSnapshot(header, store));
        }

        foreach ((Mac id, EngineException damage) in inventory.Damaged)
        {
            WriteError(Errors.FromException(damage, id.ToString()));
        }

        foreach (string id in ids.Where(id => !inventory.Readable.Select(header => header.Id).Concat(inventory.Damaged.Keys).Any(known => Matches(known, id))))
        {
            WriteError(Errors.Create($"There is no snapshot '{id}' in the store '{store}'.", ErrorCatalogue.SnapshotNotFound, id));
        }
    }

    private static bool Matches(Mac id, string prefix) => id.ToString().StartsWith(prefix, StringComparison.OrdinalIgnoreCase);
}
