using System.Collections;
using System.ComponentModel;
using System.Globalization;

namespace ScwSecretBackup.Formatting;

/// <summary>Cells of revisions.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RevisionCell
{
    /// <summary>Revisions in the snapshot and, where they differ, in the destination: <c>1, 2→1</c>.</summary>
    public static string Map(object? map) => string.Join(", ", Pairs(map).OrderBy(pair => pair.From).Select(pair => pair.From == pair.To ? $"{pair.From}" : $"{pair.From}→{pair.To}"));

    /// <summary>Runs of revisions: <c>1-3, 5</c>.</summary>
    public static string Runs(object? revisions)
    {
        var runs = new List<(int First, int Last)>();
        foreach (int revision in Recovered.Elements(revisions).OfType<int>())
        {
            if (runs.Count > 0 && runs[^1].Last + 1 == revision)
            {
                runs[^1] = (runs[^1].First, revision);
            }
            else
            {
                runs.Add((revision, revision));
            }
        }

        return string.Join(", ", runs.Select(run => run.First == run.Last ? $"{run.First}" : $"{run.First}-{run.Last}"));
    }

    /// <summary>One side of a difference: the revision, the text, or both as in <c>3: enabled</c>.</summary>
    public static string Side(object? revision, object? text) => (Recovered.Number(revision), Recovered.Text(text)) switch
    {
        (null, var words) => words,
        ({ } number, "") => number.ToString(CultureInfo.InvariantCulture),
        ({ } number, var words) => $"{number}: {words}",
    };

    /// <summary>A map that went through Export-Clixml is a hashtable.</summary>
    private static IEnumerable<(int From, int To)> Pairs(object? map) => Recovered.Elements(map).SelectMany<object?, (int, int)>(element => element switch
    {
        KeyValuePair<int, int> pair => [(pair.Key, pair.Value)],
        DictionaryEntry { Key: int from, Value: int to } => [(from, to)],
        _ => [],
    });
}
