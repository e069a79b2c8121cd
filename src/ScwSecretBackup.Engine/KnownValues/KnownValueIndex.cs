using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Engine.KnownValues;

/// <summary>
/// Values that earlier snapshots hold, by secret id and revision: versions are immutable and their numbers are never reused, so such a value needs
/// no second read, wherever its secret was moved to since (ARCHITECTURE §5.2).
/// </summary>
internal sealed class KnownValueIndex
{
    private readonly Dictionary<(string SecretId, int Revision), KnownVersion> _versions = [];

    /// <summary>Adds what a snapshot knows. Values go before the knowledge that there is none, newer snapshots before older ones.</summary>
    public void Add(KnownVersion version)
    {
        (string SecretId, int Revision) key = (version.SecretId, version.Revision);
        if (!_versions.TryGetValue(key, out KnownVersion? present) || (present.Content is null && version.Content is not null))
        {
            _versions[key] = version;
        }
    }

    /// <summary>The version with its value, or null.</summary>
    public KnownVersion? Find(SecretVersion version) => FindAny(version) is { Content: not null } known ? known : null;

    /// <summary>Whether an earlier backup looked for the value in all snapshots before it, in vain.</summary>
    public bool IsKnownAbsent(SecretVersion version) => FindAny(version) is { Content: null };

    private KnownVersion? FindAny(SecretVersion version) =>
        _versions.TryGetValue((version.SecretId, version.Revision), out KnownVersion? known) && known.CreatedAt == version.CreatedAt ? known : null;
}
