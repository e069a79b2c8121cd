using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Engine.Restore.Mapping;

/// <summary>
/// Which secret of a run gets which folder and name. Of secrets that share folder and name in the snapshot already, a live one goes before one that
/// was scheduled for deletion, then the oldest. Secrets that only the mapping brings together are all turned away: nobody said which one is meant.
/// </summary>
internal sealed class TargetClaims
{
    private readonly Dictionary<(string Folder, string Name), List<Secret>> _owners = [];

    /// <summary>Claims in order of precedence.</summary>
    public TargetClaims(IEnumerable<(Secret Source, Secret Wanted)> sorted)
    {
        foreach ((Secret source, Secret wanted) in sorted.DistinctBy(pair => (pair.Source.Path, pair.Source.Name)))
        {
            (string, string) key = (wanted.Path, wanted.Name);
            if (!_owners.TryGetValue(key, out List<Secret>? owners))
            {
                _owners.Add(key, owners = []);
            }

            owners.Add(source);
        }
    }

    /// <summary>Whether a secret of the run goes to this folder and name.</summary>
    public bool Contains(string folder, string name) => _owners.ContainsKey((folder, name));

    /// <summary>Why a secret can't have the folder and name it maps to, or null.</summary>
    public string? FindObstacle(Secret source, Secret wanted)
    {
        List<Secret> owners = _owners[(wanted.Path, wanted.Name)];
        if (owners.Count > 1)
        {
            return $"{owners.Count} secrets of the snapshot map to this folder and name: {string.Join(", ", owners.Select(owner => $"'{owner.Name}' in '{owner.Path}'"))}";
        }

        return owners[0].Id == source.Id
            ? null
            : "another secret of the snapshot has the same folder and name; restore it alone, after the other one was moved";
    }
}
