using System.Globalization;
using ScwSecretBackup.Engine.Restore.Mapping;

namespace ScwSecretBackup.Engine.Restore.Conflicts;

/// <summary>
/// Restores beside a secret that differs, under the first free name of <c>name-restored</c>, <c>name-restored-2</c> and so on. A secret of such a name that
/// is identical, or that an interrupted restore left, is an earlier run's.
/// </summary>
internal sealed class RenameStrategy : IConflictStrategy
{
    private const int MaxNameLength = 255;
    private const int MaxCopies = 99;

    private readonly FailStrategy _identical;
    private readonly TargetComparer _comparer;
    private readonly NewVersionStrategy _completing;
    private readonly DestinationReader _destination;
    private readonly TargetClaims _claims;
    private readonly Func<RestorePlanItem, RestorePlanItem> _create;

    /// <summary>Plans beside what is there.</summary>
    /// <param name="comparer">Compares secrets.</param>
    /// <param name="destination">Reads the destination.</param>
    /// <param name="claims">Names that other secrets of the run get.</param>
    /// <param name="create">Plans a creation.</param>
    public RenameStrategy(TargetComparer comparer, DestinationReader destination, TargetClaims claims, Func<RestorePlanItem, RestorePlanItem> create)
    {
        _comparer = comparer;
        _completing = new NewVersionStrategy(comparer);
        _identical = new FailStrategy(comparer, _completing);
        _destination = destination;
        _claims = claims;
        _create = create;
    }

    /// <inheritdoc />
    public async Task<RestorePlanItem> PlanAsync(RestorePlanItem draft, DestinationSecret target, CancellationToken cancellationToken)
    {
        RestorePlanItem first = await _identical.PlanAsync(draft, target, cancellationToken).ConfigureAwait(false);
        if (first.Action is not RestoreAction.Conflict)
        {
            return first;
        }

        for (int copy = 1; copy <= MaxCopies; copy++)
        {
            string name = copy == 1 ? $"{draft.TargetName}-restored" : string.Create(CultureInfo.InvariantCulture, $"{draft.TargetName}-restored-{copy}");
            if (name.Length > MaxNameLength)
            {
                return draft.Refuse($"another name for it would be longer than {MaxNameLength} characters");
            }

            RestorePlanItem beside = draft with
            {
                TargetName = name,
                TargetId = null,
                DestinationFingerprint = "",
                KnownTargetRevisions = new HashSet<int>(),
                Wanted = draft.Wanted with { Name = name },
            };
            if (_claims.Contains(draft.TargetFolder, name))
            {
                continue;
            }

            if (await _destination.FindAsync(draft.TargetFolder, name, cancellationToken).ConfigureAwait(false) is not { } occupant)
            {
                return _create(beside) is { Action: RestoreAction.Create } created ? created with { Reason = $"beside another '{draft.TargetName}'" } : _create(beside);
            }

            if (await PlanOccupiedAsync(beside, occupant, cancellationToken).ConfigureAwait(false) is { } ours)
            {
                return ours;
            }
        }

        return draft.Refuse($"there are {MaxCopies} restored copies beside it already");
    }

    /// <summary>The item of an earlier run's copy, or null when the name is taken by something else.</summary>
    private async Task<RestorePlanItem?> PlanOccupiedAsync(RestorePlanItem beside, DestinationSecret occupant, CancellationToken cancellationToken)
    {
        RestorePlanItem draft = beside with { TargetId = occupant.Secret.Id, DestinationFingerprint = occupant.Fingerprint };
        TargetComparison comparison = await _comparer.CompareAsync(draft, occupant, cancellationToken).ConfigureAwait(false);
        if (comparison.Match.Denied)
        {
            return null;
        }

        if (comparison.LooksUnfinished || (comparison.Differences.Count == 0 && comparison.HasSameVersions()))
        {
            RestorePlanItem item = await _completing.PlanAsync(draft, occupant, cancellationToken).ConfigureAwait(false);
            return item.Action == RestoreAction.Unchanged ? item with { Reason = "an earlier run restored it under this name" } : item;
        }

        return null;
    }
}
