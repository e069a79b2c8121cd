using System.ComponentModel;
using System.Globalization;
using System.Text.RegularExpressions;

namespace ScwSecretBackup.Formatting;

/// <summary>Cells that the views of ScwSecretBackup.Format.ps1xml compute. Views are for people, so they follow the current culture.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class Cell
{
    private static readonly string[] Units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];

    /// <summary>A size in bytes, with a binary unit from 1 KiB on; empty for null.</summary>
    public static string Size(long? bytes)
    {
        if (bytes is not { } size)
        {
            return "";
        }

        double scaled = size;
        int unit = 0;
        while (scaled >= 1024 && unit < Units.Length - 1)
        {
            scaled /= 1024;
            unit++;
        }

        return unit == 0 ? $"{size} B" : string.Create(CultureInfo.CurrentCulture, $"{scaled:0.0} {Units[unit]}");
    }

    /// <summary>Local date and time to the minute; empty for null.</summary>
    public static string Time(DateTimeOffset? time) =>
        time is { } moment ? moment.LocalDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : "";

    /// <summary>Seconds with one decimal, or minutes and seconds.</summary>
    public static string Duration(TimeSpan duration) => duration < TimeSpan.FromMinutes(1)
        ? string.Create(CultureInfo.CurrentCulture, $"{duration.TotalSeconds:0.0} s")
        : string.Create(CultureInfo.InvariantCulture, $"{(int)duration.TotalMinutes} min {duration.Seconds:00} s");

    /// <summary>P protected, E limited lifetime, 1 single access, M managed by a product, K key of the user's, D deletion pending.</summary>
    public static string Flags(ScwSecretInfo secret) => string.Concat(
        secret.Protected ? "P" : "",
        secret.TimeToLive is not null ? "E" : "",
        secret.SingleAccess ? "1" : "",
        secret.Managed ? "M" : "",
        secret.KeyId is not null ? "K" : "",
        secret.DeletionRequestedAt is not null ? "D" : "");

    /// <summary>Number of secrets, with a star when the snapshot is of a part of the project only.</summary>
    public static string Secrets(ScwSnapshot snapshot) => $"{snapshot.SecretCount}{(snapshot.IsPartial ? "*" : "")}";

    /// <summary>Number of secrets, with a star when the snapshot is of a part of the project only.</summary>
    public static string Secrets(ScwBackupResult result) => $"{result.SecretCount}{(result.IsPartial ? "*" : "")}";

    /// <summary>E expires, 1 single access, M managed by a product, U used by products, D deletion pending.</summary>
    public static string Flags(ScwSnapshotItem item) => string.Concat(
        item.ExpiresAt is not null ? "E" : "",
        item.SingleAccess ? "1" : "",
        item.Managed ? "M" : "",
        item.UsedBy.Count > 0 ? "U" : "",
        item.DeletionRequestedAt is not null ? "D" : "");

    /// <summary>The first digits of a snapshot id; empty for none.</summary>
    public static string ShortId(string? id) => id is null ? "" : id[..Math.Min(8, id.Length)];

    /// <summary>Revisions in the snapshot and, where they differ, in the destination: <c>1, 2→1</c>.</summary>
    public static string Revisions(IReadOnlyDictionary<int, int> map) =>
        string.Join(", ", map.OrderBy(pair => pair.Key).Select(pair => pair.Key == pair.Value ? $"{pair.Key}" : $"{pair.Key}→{pair.Value}"));

    /// <summary>Runs of revisions: <c>1-3, 5</c>.</summary>
    public static string Revisions(IReadOnlyList<int> revisions)
    {
        var runs = new List<(int First, int Last)>();
        foreach (int revision in revisions)
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

    /// <summary>How many; empty for none.</summary>
    public static string Count(IReadOnlyCollection<string> items) => items.Count == 0 ? "" : items.Count.ToString(CultureInfo.CurrentCulture);

    /// <summary>Text in which identifiers of 64 hex digits are cut to their first eight.</summary>
    public static string Shortened(string text) => Identifier().Replace(text, match => $"{match.Value[..8]}…");

    /// <summary>One side of a difference: the revision, the text, or both as in <c>3: enabled</c>.</summary>
    public static string Side(int? revision, string? text) =>
        revision is { } number ? (string.IsNullOrEmpty(text) ? $"{number}" : $"{number}: {text}") : text ?? "";

    /// <summary>Words in one cell.</summary>
    public static string Words(IEnumerable<string> words) => string.Join(", ", words);

    [GeneratedRegex("[0-9a-f]{64}", RegexOptions.CultureInvariant)]
    private static partial Regex Identifier();
}
