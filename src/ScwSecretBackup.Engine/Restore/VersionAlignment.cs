namespace ScwSecretBackup.Engine.Restore;

/// <summary>
/// Finds for each version of a snapshot the version of the destination that holds the same value. Order counts first: the longest common
/// subsequence is taken. A destination version that can't be read matches by its position, when status and description are equal and its
/// neighbours match. What is left matches in any order: it is there, so it must not be written again.
/// </summary>
internal sealed class VersionAlignment
{
    private const int SameValue = 1000;
    private const int SamePosition = 100;
    private const int SameMetadata = 1;

    private readonly IReadOnlyList<ComparedVersion> _sources;
    private readonly IReadOnlyList<ComparedVersion> _targets;
    private readonly int[] _match;

    private VersionAlignment(IReadOnlyList<ComparedVersion> sources, IReadOnlyList<ComparedVersion> targets)
    {
        _sources = sources;
        _targets = targets;
        _match = new int[sources.Count];
        Array.Fill(_match, -1);
    }

    /// <summary>Source revision to revision in the destination.</summary>
    public static IReadOnlyDictionary<int, int> Compute(IReadOnlyList<ComparedVersion> sources, IReadOnlyList<ComparedVersion> targets)
    {
        var alignment = new VersionAlignment(sources, targets);
        alignment.MatchInOrder();
        alignment.DropLonelyPositions();
        alignment.MatchInAnyOrder();
        return Enumerable.Range(0, sources.Count)
            .Where(i => alignment._match[i] >= 0)
            .ToDictionary(i => sources[i].Revision, i => targets[alignment._match[i]].Revision);
    }

    private static bool HaveSameValue(ComparedVersion source, ComparedVersion target) =>
        source.Fingerprint is { } expected && target.Fingerprint is { } actual && expected == actual;

    private static int Score(ComparedVersion source, ComparedVersion target)
    {
        bool sameMetadata = source.HasSameMetadata(target);
        if (HaveSameValue(source, target))
        {
            return SameValue + (sameMetadata ? SameMetadata : 0);
        }

        return target.Fingerprint is null && sameMetadata ? SamePosition : 0;
    }

    private void MatchInOrder()
    {
        int rows = _sources.Count;
        int columns = _targets.Count;
        int[,] best = new int[rows + 1, columns + 1];
        for (int i = rows - 1; i >= 0; i--)
        {
            for (int j = columns - 1; j >= 0; j--)
            {
                int score = Score(_sources[i], _targets[j]);
                int together = score > 0 ? score + best[i + 1, j + 1] : 0;
                best[i, j] = Math.Max(together, Math.Max(best[i + 1, j], best[i, j + 1]));
            }
        }

        int source = 0;
        int target = 0;
        while (source < rows && target < columns)
        {
            int score = Score(_sources[source], _targets[target]);
            if (score > 0 && best[source, target] == score + best[source + 1, target + 1])
            {
                _match[source++] = target++;
            }
            else if (best[source, target] == best[source + 1, target])
            {
                source++;
            }
            else
            {
                target++;
            }
        }
    }

    private void DropLonelyPositions()
    {
        bool changed = true;
        while (changed)
        {
            changed = false;
            for (int i = 0; i < _match.Length; i++)
            {
                if (_match[i] >= 0 && _targets[_match[i]].Fingerprint is null && !HasMatchingNeighbours(i))
                {
                    _match[i] = -1;
                    changed = true;
                }
            }
        }
    }

    private bool HasMatchingNeighbours(int source)
    {
        int target = _match[source];
        bool before = target == 0 ? source == 0 : source > 0 && _match[source - 1] == target - 1;
        bool after = target == _targets.Count - 1 || (source + 1 < _match.Length && _match[source + 1] == target + 1);
        return before && after;
    }

    private void MatchInAnyOrder()
    {
        var free = Enumerable.Range(0, _targets.Count).Except(_match).ToList();
        for (int i = 0; i < _match.Length; i++)
        {
            if (_match[i] >= 0)
            {
                continue;
            }

            int found = free.FindIndex(target => HaveSameValue(_sources[i], _targets[target]));
            if (found >= 0)
            {
                _match[i] = free[found];
                free.RemoveAt(found);
            }
        }
    }
}
