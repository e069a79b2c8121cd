using ScwSecretBackup.Engine.Restore;
using ScwSecretBackup.Engine.Versions;

namespace ScwSecretBackup.Engine.Comparison;

/// <summary>Which versions of two secrets belong together, and what is known of their values.</summary>
internal sealed class VersionPairs
{
    private readonly Dictionary<int, int> _differenceOf = [];

    private VersionPairs(IReadOnlyList<VersionFacts> references, IReadOnlyList<VersionFacts> differences)
    {
        References = references;
        Differences = differences;
    }

    /// <summary>Versions of the reference.</summary>
    public IReadOnlyList<VersionFacts> References { get; }

    /// <summary>Versions of the other side.</summary>
    public IReadOnlyList<VersionFacts> Differences { get; }

    /// <summary>What was seen of the reference's values, by revision.</summary>
    public Dictionary<int, ValueLook> ReferenceLooks { get; } = [];

    /// <summary>What was seen of the other side's values, by revision.</summary>
    public Dictionary<int, ValueLook> DifferenceLooks { get; } = [];

    /// <summary>Pairs whose values are the same for certain: versions are immutable, so a number and a creation time tell.</summary>
    public HashSet<int> Identical { get; } = [];

    /// <summary>Versions of the reference without partner.</summary>
    public IEnumerable<VersionFacts> OpenReferences => References.Where(version => !_differenceOf.ContainsKey(version.Revision));

    /// <summary>Versions of the other side without partner.</summary>
    public IEnumerable<VersionFacts> OpenDifferences => Differences.Where(version => !_differenceOf.ContainsValue(version.Revision));

    /// <summary>The pairs in order of the reference's revisions.</summary>
    public IEnumerable<(VersionFacts Reference, VersionFacts Difference)> Pairs => References
        .Where(version => _differenceOf.ContainsKey(version.Revision))
        .Select(version => (version, Differences.First(other => other.Revision == _differenceOf[version.Revision])));

    /// <summary>Pairs the versions of one and the same secret by number; of two secrets none yet.</summary>
    public static VersionPairs Begin(IReadOnlyList<VersionFacts> references, IReadOnlyList<VersionFacts> differences, bool isSameSecret)
    {
        var pairs = new VersionPairs(references, differences);
        foreach (VersionFacts reference in isSameSecret ? references : [])
        {
            if (differences.Any(other => other.Revision == reference.Revision && other.CreatedAt == reference.CreatedAt))
            {
                pairs._differenceOf[reference.Revision] = reference.Revision;
                pairs.Identical.Add(reference.Revision);
            }
        }

        return pairs;
    }

    /// <summary>Whether a version of the reference belongs to one of the other side.</summary>
    public bool ArePaired(VersionFacts reference, VersionFacts difference) =>
        _differenceOf.TryGetValue(reference.Revision, out int revision) && revision == difference.Revision;

    /// <summary>Pairs the rest by what was seen of their values; where nothing could be seen, by number.</summary>
    public void PairByValue()
    {
        List<VersionFacts> references = [.. OpenReferences.Where(version => !version.IsLeaving)];
        List<VersionFacts> differences = [.. OpenDifferences.Where(version => !version.IsLeaving)];
        foreach ((int reference, int difference) in VersionAlignment.Compute(
            [.. references.Select(version => Describe(version, ReferenceLooks))], [.. differences.Select(version => Describe(version, DifferenceLooks))]))
        {
            _differenceOf[reference] = difference;
        }

        foreach (VersionFacts reference in references.Where(version => !_differenceOf.ContainsKey(version.Revision)))
        {
            VersionFacts? sameNumber = OpenDifferences.FirstOrDefault(version => version.Revision == reference.Revision && !version.IsLeaving);
            if (sameNumber is not null && (FingerprintOf(reference, ReferenceLooks) is null || FingerprintOf(sameNumber, DifferenceLooks) is null))
            {
                _differenceOf[reference.Revision] = sameNumber.Revision;
            }
        }
    }

    /// <summary>Whether the values are the same; null when that is not known.</summary>
    public bool? HaveSameValue(VersionFacts reference, VersionFacts difference)
    {
        if (Identical.Contains(reference.Revision) && ArePaired(reference, difference))
        {
            return true;
        }

        ValueFingerprint? expected = FingerprintOf(reference, ReferenceLooks);
        ValueFingerprint? actual = FingerprintOf(difference, DifferenceLooks);
        return expected is null || actual is null ? null : expected == actual;
    }

    private static ComparedVersion Describe(VersionFacts version, Dictionary<int, ValueLook> looks) =>
        new(version.Revision, version.Status, version.Description, FingerprintOf(version, looks));

    private static ValueFingerprint? FingerprintOf(VersionFacts version, Dictionary<int, ValueLook> looks) =>
        looks.TryGetValue(version.Revision, out ValueLook look) ? look.Fingerprint : null;
}
