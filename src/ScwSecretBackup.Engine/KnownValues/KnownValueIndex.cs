using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Engine.KnownValues;

/// <summary>
/// Values that earlier snapshots hold, by secret id and revision: versions are immutable and their numbers are never reused, so such a value needs
/// no second read, wherever its secret was moved to since (ARCHITECTURE §5.2).
/// </summary>
internal sealed class KnownValueIndex
{
    private readonly Dictionary<(string SecretId, int Revision), KnownValue> _values = [];

    /// <summary>Adds a value; one that is there already, from a newer snapshot, stays.</summary>
    public void Add(KnownValue value) => _values.TryAdd((value.SecretId, value.Revision), value);

    /// <summary>The value of a version, or null.</summary>
    public KnownValue? Find(SecretVersion version) =>
        _values.TryGetValue((version.SecretId, version.Revision), out KnownValue? known) && known.CreatedAt == version.CreatedAt ? known : null;
}
