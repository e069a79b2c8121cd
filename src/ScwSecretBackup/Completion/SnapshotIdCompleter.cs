using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;
using ScwSecretBackup.Formatting;
using ScwSecretBackup.Kloset.Snapshots;

namespace ScwSecretBackup.Completion;

/// <summary>Completes the ids of the snapshots that commands listed before in the open store of the command line, newest first, and <c>latest</c>.</summary>
internal sealed class SnapshotIdCompleter : IArgumentCompleter
{
    private const string Latest = "latest";
    private const int ShortLength = 8;

    /// <inheritdoc />
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        string typed = TypedWord.Parse(wordToComplete).Text;
        IReadOnlyList<SnapshotHeader> known = FindKnown(commandName, fakeBoundParameters);
        string[] ids = [.. known.Select(header => header.Id.ToString())];
        IEnumerable<CompletionResult> snapshots = known
            .Where(header => header.Id.ToString().StartsWith(typed, StringComparison.OrdinalIgnoreCase))
            .Take(Candidates.MaxCount)
            .Select(header => Offer(header, ids, typed.Length));
        bool takesLatest = Latest.StartsWith(typed, StringComparison.OrdinalIgnoreCase);
        return takesLatest ? [.. snapshots, new CompletionResult(Latest, Latest, CompletionResultType.ParameterValue, "The newest snapshot")] : [.. snapshots];
    }

    private static IReadOnlyList<SnapshotHeader> FindKnown(string? command, IDictionary? parameters)
    {
        try
        {
            return new TypedCommand(command ?? "", parameters ?? new Hashtable()).Snapshots;
        }
        catch (Exception exception) when (WordCompleter.IsExpected(exception))
        {
            return [];
        }
    }

    private static CompletionResult Offer(SnapshotHeader header, string[] ids, int typedLength)
    {
        var snapshot = new ScwSnapshot(header, "");
        string count = snapshot.SecretCount is { } secrets ? $"{secrets.ToString(CultureInfo.CurrentCulture)} secrets" : $"{snapshot.Items.ToString(CultureInfo.CurrentCulture)} files";
        string text = typedLength > ShortLength ? snapshot.Id : Distinct(snapshot.Id, ids);
        return new CompletionResult(text, $"{text[..ShortLength]} {TimeCell.Moment(header.Timestamp)}", CompletionResultType.ParameterValue,
            $"{TimeCell.Moment(header.Timestamp)}, {count}, {snapshot.Origin}");
    }

    /// <summary>As many digits as it takes to name no other snapshot.</summary>
    private static string Distinct(string id, string[] ids)
    {
        int length = ShortLength;
        while (length < id.Length && ids.Count(other => other.AsSpan().StartsWith(id.AsSpan(0, length), StringComparison.Ordinal)) > 1)
        {
            length++;
        }

        return id[..length];
    }
}
