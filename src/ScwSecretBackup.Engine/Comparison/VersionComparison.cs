namespace ScwSecretBackup.Engine.Comparison;

/// <summary>Compares the versions of two secrets. Looks at values only where numbers and times don't tell.</summary>
internal sealed class VersionComparison
{
    private readonly SecretPair _pair;
    private readonly ComparedSecret _reference;
    private readonly ComparedSecret _difference;
    private readonly VersionPairs _versions;

    private VersionComparison(SecretPair pair, VersionPairs versions)
    {
        _pair = pair;
        _reference = pair.Reference!;
        _difference = pair.Difference!;
        _versions = versions;
    }

    /// <summary>The differences in order of revision, the value in force last.</summary>
    public static async Task<IReadOnlyList<SecretDifference>> CompareAsync(
        SecretPair pair, IReadOnlyList<VersionFacts> references, IReadOnlyList<VersionFacts> differences, CancellationToken cancellationToken)
    {
        bool isSameSecret = pair.Reference!.Metadata.Id == pair.Difference!.Metadata.Id;
        var comparison = new VersionComparison(pair, VersionPairs.Begin(references, differences, isSameSecret));
        await comparison.LookAsync(cancellationToken).ConfigureAwait(false);
        comparison._versions.PairByValue();
        return [.. comparison.CompareMetadata(), .. comparison.FindLonely(), .. comparison.CompareValues()];
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        VersionFacts[] references = [.. _versions.OpenReferences.Where(version => !version.IsLeaving)];
        VersionFacts[] differences = [.. _versions.OpenDifferences.Where(version => !version.IsLeaving)];
        bool needsAll = references.Length > 0 && differences.Length > 0;
        (VersionFacts? reference, VersionFacts? difference) = InForce();
        bool needsInForce = reference is not null && difference is not null && !_versions.ArePaired(reference, difference);
        VersionFacts[] referencesInForce = needsInForce ? [reference!] : [];
        VersionFacts[] differencesInForce = needsInForce ? [difference!] : [];
        foreach (VersionFacts version in (needsAll ? references : []).Union(referencesInForce))
        {
            _versions.ReferenceLooks[version.Revision] = await _reference.LookAsync(version, cancellationToken).ConfigureAwait(false);
        }

        foreach (VersionFacts version in (needsAll ? differences : []).Union(differencesInForce))
        {
            _versions.DifferenceLooks[version.Revision] = await _difference.LookAsync(version, cancellationToken).ConfigureAwait(false);
        }
    }

    private IEnumerable<SecretDifference> CompareMetadata()
    {
        foreach ((VersionFacts reference, VersionFacts difference) in _versions.Pairs)
        {
            if (reference.Status != difference.Status)
            {
                yield return Create(DifferenceKind.Status, "version status", reference, difference) with
                {
                    Reference = reference.Status,
                    Difference = difference.Status,
                };
            }

            foreach (((string field, string expected), (string _, string actual)) in MetadataFields.Of(reference).Zip(MetadataFields.Of(difference)))
            {
                if (expected != actual)
                {
                    yield return Create(DifferenceKind.Metadata, field, reference, difference) with { Reference = expected, Difference = actual };
                }
            }
        }
    }

    private IEnumerable<SecretDifference> FindLonely() =>
    [
        .. _versions.OpenReferences.Where(version => !version.IsLeaving)
            .Select(version => Create(DifferenceKind.Version, "version", version, null) with { Reference = version.Status }),
        .. _versions.OpenDifferences.Where(version => !version.IsLeaving)
            .Select(version => Create(DifferenceKind.Version, "version", null, version) with { Difference = version.Status }),
    ];

    private IEnumerable<SecretDifference> CompareValues()
    {
        (VersionFacts? inForce, VersionFacts? otherInForce) = InForce();
        foreach ((VersionFacts reference, VersionFacts difference) in _versions.Pairs)
        {
            bool isInForce = reference == inForce && difference == otherInForce;
            if (!isInForce && _versions.HaveSameValue(reference, difference) is null)
            {
                yield return NotComparable(reference, difference);
            }
        }

        if (inForce is not null && otherInForce is not null)
        {
            switch (_versions.HaveSameValue(inForce, otherInForce))
            {
                case false:
                    yield return Create(DifferenceKind.Value, "value", inForce, otherInForce);
                    break;
                case null:
                    yield return NotComparable(inForce, otherInForce);
                    break;
            }
        }
    }

    private (VersionFacts? Reference, VersionFacts? Difference) InForce() =>
        (_versions.References.LastOrDefault(version => version.IsEnabled), _versions.Differences.LastOrDefault(version => version.IsEnabled));

    private SecretDifference NotComparable(VersionFacts reference, VersionFacts difference)
    {
        string problem = _versions.DifferenceLooks.TryGetValue(difference.Revision, out ValueLook look) && look.Problem.Length > 0
            ? $"revision {difference.Revision}: {look.Problem}"
            : $"revision {reference.Revision}: {_versions.ReferenceLooks.GetValueOrDefault(reference.Revision).Problem}";
        return Create(DifferenceKind.NotComparable, "value", reference, difference) with { Reason = problem };
    }

    private SecretDifference Create(DifferenceKind kind, string field, VersionFacts? reference, VersionFacts? difference) => new()
    {
        Folder = _pair.Folder,
        Name = _pair.Name,
        Kind = kind,
        Field = field,
        ReferenceRevision = reference?.Revision,
        DifferenceRevision = difference?.Revision,
    };
}
