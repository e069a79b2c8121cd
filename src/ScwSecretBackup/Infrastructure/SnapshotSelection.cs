using System.Management.Automation;
using ScwSecretBackup.Engine;
using ScwSecretBackup.Engine.Snapshots;
using ScwSecretBackup.Kloset;

namespace ScwSecretBackup.Infrastructure;

/// <summary>Snapshots of one store that a command was given by ids, first digits of ids, or <c>latest</c>. Damaged ones can be given too.</summary>
internal sealed class SnapshotSelection(SnapshotInventory inventory, string store)
{
    private const int MinPrefixLength = 4;
    private const string Latest = "latest";

    /// <summary>Whether the newest snapshot is meant.</summary>
    public static bool IsLatest(string idOrPrefix) => idOrPrefix.Equals(Latest, StringComparison.OrdinalIgnoreCase);

    /// <summary>The snapshot as users see it; null when its header can't be read.</summary>
    public ScwSnapshot? Describe(Mac id) =>
        inventory.Readable.FirstOrDefault(header => header.Id == id) is { } header ? new ScwSnapshot(header, store) : null;

    /// <summary>The id of the snapshot, or the error why there is none.</summary>
    public Mac? Find(string idOrPrefix, out ErrorRecord? error)
    {
        Mac[] matches = IsLatest(idOrPrefix) ? FindLatest() : FindByPrefix(idOrPrefix);
        error = matches.Length == 1 ? null : Errors.FromException(Explain(idOrPrefix, matches.Length), idOrPrefix);
        return matches.Length == 1 ? matches[0] : null;
    }

    /// <summary>The newest snapshot of secrets; nobody can tell which it is where one is damaged.</summary>
    private Mac[] FindLatest() => inventory.Damaged.Count > 0
        ? []
        : [.. inventory.Readable.Where(header => header.Description.ImporterType == SnapshotCatalog.SnapshotType).Take(1).Select(header => header.Id)];

    private Mac[] FindByPrefix(string prefix) => prefix.Length < MinPrefixLength
        ? []
        : [.. inventory.Readable.Select(header => header.Id).Concat(inventory.Damaged.Keys)
            .Where(id => id.ToString().StartsWith(prefix, StringComparison.OrdinalIgnoreCase))];

    private EngineException Explain(string idOrPrefix, int matches)
    {
        if (IsLatest(idOrPrefix) && inventory.Damaged.Values.FirstOrDefault() is { } damage)
        {
            return damage;
        }

        string message = matches > 1 ? $"{matches} snapshots of the store '{store}' have ids that start with '{idOrPrefix}'."
            : idOrPrefix.Length < MinPrefixLength ? $"'{idOrPrefix}' is too short for a snapshot id: give at least {MinPrefixLength} digits."
            : $"There is no snapshot '{idOrPrefix}' in the store '{store}'.";
        return new EngineException(EngineErrorKind.SnapshotNotFound, message, "List the snapshots and copy an id.");
    }
}
