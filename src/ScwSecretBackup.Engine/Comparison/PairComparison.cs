namespace ScwSecretBackup.Engine.Comparison;

/// <summary>Compares the two sides of one secret.</summary>
internal static class PairComparison
{
    /// <summary>The differences: of the secret first, then of its versions.</summary>
    public static async Task<IReadOnlyList<SecretDifference>> CompareAsync(SecretPair pair, CancellationToken cancellationToken)
    {
        if ((pair.Reference?.Damage is { Length: > 0 } damage ? damage : pair.Difference?.Damage) is { Length: > 0 } reason)
        {
            return [Create(pair, DifferenceKind.Damaged, "") with { Reason = reason }];
        }

        if (pair is not { Reference: { } reference, Difference: { } difference })
        {
            return [Create(pair, pair.Reference is null ? DifferenceKind.OnlyInDifference : DifferenceKind.OnlyInReference, "")];
        }

        IReadOnlyList<VersionFacts>? references = await reference.LoadVersionsAsync(cancellationToken).ConfigureAwait(false);
        IReadOnlyList<VersionFacts>? differences = await difference.LoadVersionsAsync(cancellationToken).ConfigureAwait(false);
        if (references is null || differences is null)
        {
            return [Create(pair, references is null ? DifferenceKind.OnlyInDifference : DifferenceKind.OnlyInReference, "")];
        }

        // A secret that waits for its deletion takes its versions with it: one difference says it.
        bool isLeaving = (reference.Metadata.DeletionRequestedAt is null) != (difference.Metadata.DeletionRequestedAt is null);
        return
        [
            .. CompareFields(pair, DifferenceKind.Metadata, MetadataFields.Of(reference.Metadata), MetadataFields.Of(difference.Metadata)),
            .. CompareFields(pair, DifferenceKind.Status, MetadataFields.StatusOf(reference.Metadata), MetadataFields.StatusOf(difference.Metadata)),
            .. isLeaving ? [] : await CompareVersionsAsync(pair, references, differences, cancellationToken).ConfigureAwait(false),
        ];
    }

    private static async Task<IReadOnlyList<SecretDifference>> CompareVersionsAsync(
        SecretPair pair, IReadOnlyList<VersionFacts> references, IReadOnlyList<VersionFacts> differences, CancellationToken cancellationToken)
    {
        string gap = pair.Reference!.Gap.Length > 0 ? pair.Reference.Gap : pair.Difference!.Gap;
        try
        {
            return gap.Length > 0
                ? [Create(pair, DifferenceKind.NotComparable, "versions") with { Reason = gap }]
                : await VersionComparison.CompareAsync(pair, references, differences, cancellationToken).ConfigureAwait(false);
        }
        catch (EngineException exception) when (exception.Kind == EngineErrorKind.DamagedSnapshot)
        {
            return [Create(pair, DifferenceKind.Damaged, "versions") with { Reason = exception.Message }];
        }
    }

    private static IEnumerable<SecretDifference> CompareFields(
        SecretPair pair, DifferenceKind kind, IEnumerable<(string Field, string Text)> reference, IEnumerable<(string Field, string Text)> difference) =>
        reference.Zip(difference)
            .Where(fields => fields.First.Text != fields.Second.Text)
            .Select(fields => Create(pair, kind, fields.First.Field) with { Reference = fields.First.Text, Difference = fields.Second.Text });

    private static SecretDifference Create(SecretPair pair, DifferenceKind kind, string field) => new()
    {
        Folder = pair.Folder,
        Name = pair.Name,
        Kind = kind,
        Field = field,
    };
}
