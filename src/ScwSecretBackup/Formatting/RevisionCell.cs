using System.Collections;
using System.ComponentModel;

namespace ScwSecretBackup.Formatting;

/// <summary>Cells of revisions.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RevisionCell
{
    /// <summary>Runs of revisions in the snapshot and, where they differ, in the destination: <c>1-3, 5→4</c>.</summary>
    public static string Map(object? map) => Join(Pairs(map).OrderBy(pair => pair.From));

    /// <summary>Runs of revisions: <c>1-3, 5</c>.</summary>
    public static string Runs(object? revisions) => Join(Recovered.Elements(revisions).OfType<int>().Select(revision => (revision, revision)));

    /// <summary>One revision on both sides of a comparison, or what each has: <c>3</c>, <c>3→4</c>, <c>3→-</c>, <c>-→4</c>.</summary>
    public static string Sides(object? before, object? after) => (Recovered.Text(before), Recovered.Text(after)) switch
    {
        var (one, other) when one == other => one,
        var (one, other) => $"{(one.Length > 0 ? one : "-")}→{(other.Length > 0 ? other : "-")}",
    };

    private static string Join(IEnumerable<(int From, int To)> pairs)
    {
        var runs = new List<((int From, int To) First, (int From, int To) Last)>();
        foreach ((int From, int To) pair in pairs)
        {
            if (runs.Count > 0 && runs[^1].Last == (pair.From - 1, pair.To - 1))
            {
                runs[^1] = (runs[^1].First, pair);
            }
            else
            {
                runs.Add((pair, pair));
            }
        }

        return string.Join(", ", runs.Select(run => Sides(Run(run.First.From, run.Last.From), Run(run.First.To, run.Last.To))));
    }

    private static string Run(int first, int last) => first == last ? $"{first}" : $"{first}-{last}";

    /// <summary>A map that went through Export-Clixml is a hashtable.</summary>
    private static IEnumerable<(int From, int To)> Pairs(object? map) => Recovered.Elements(map).SelectMany<object?, (int, int)>(element => element switch
    {
        KeyValuePair<int, int> pair => [(pair.Key, pair.Value)],
        DictionaryEntry { Key: int from, Value: int to } => [(from, to)],
        _ => [],
    });
}
