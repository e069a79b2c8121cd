using System.Globalization;
using System.Runtime.CompilerServices;
using ScwSecretBackup.Engine.Progress;
using ScwSecretBackup.Kloset;
using ScwSecretBackup.Kloset.Checking;
using ScwSecretBackup.Kloset.Repository;

namespace ScwSecretBackup.Engine.Checking;

/// <summary>Checks a store, or some of its snapshots, against the format, and its secrets against what a restore needs; says what is lost and what is not.</summary>
public sealed class CheckRunner
{
    private const double BytesPerMebibyte = 1024 * 1024;

    private readonly KlosetStore _store;
    private readonly TimeProvider _timeProvider;

    /// <summary>Checks an open store; nothing is changed.</summary>
    public CheckRunner(KlosetStore store, TimeProvider timeProvider)
    {
        _store = store;
        _timeProvider = timeProvider;
    }

    /// <summary>
    /// What was found: about files of the store at once, about snapshots and secrets when all of them have been looked at. The last finding is the summary.
    /// </summary>
    /// <exception cref="KlosetStorageException">The storage can't be listed.</exception>
    public async IAsyncEnumerable<CheckFinding> RunAsync(CheckRequest request, IProgress<EngineProgress>? progress, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long start = _timeProvider.GetTimestamp();
        var counts = new int[Enum.GetValues<FindingSeverity>().Length];
        var inSnapshots = new SnapshotFindings();
        var options = new StoreCheckOptions { StructureOnly = request.StructureOnly, Snapshots = request.Snapshots };
        var checker = new StoreChecker(_store, options, progress is null ? null : new StoreProgress(progress));
        await foreach (StoreFinding finding in checker.CheckAsync(cancellationToken).ConfigureAwait(false))
        {
            if (finding.Snapshot is not null)
            {
                inSnapshots.Add(finding);
                continue;
            }

            counts[(int)finding.Severity]++;
            yield return new CheckFinding(finding.Severity, finding.Target, finding.Message);
        }

        var order = new SnapshotOrder();
        var losses = new LossReport(order);
        HashSet<Mac> read = await CheckSecretsAsync(checker.Snapshots, request.StructureOnly, order, losses, progress, cancellationToken).ConfigureAwait(false);
        foreach (CheckFinding finding in inSnapshots.Findings(order, read.Contains).Concat(losses.Findings()))
        {
            counts[(int)finding.Severity]++;
            yield return finding;
        }

        yield return Summarize(request, new CheckSummary
        {
            Totals = checker.Totals,
            Secrets = losses.SecretCount,
            Values = losses.ValueCount,
            Errors = counts[(int)FindingSeverity.Error],
            Warnings = counts[(int)FindingSeverity.Warning],
            StructureOnly = request.StructureOnly,
            Duration = _timeProvider.GetElapsedTime(start),
        });
    }

    /// <summary>Returns the snapshots whose secrets were read.</summary>
    private async Task<HashSet<Mac>> CheckSecretsAsync(
        IReadOnlyList<Mac> snapshots, bool structureOnly, SnapshotOrder order, LossReport losses, IProgress<EngineProgress>? progress, CancellationToken cancellationToken)
    {
        var read = new HashSet<Mac>();
        var check = new SnapshotSecretsCheck(_store, structureOnly);
        for (int i = 0; i < snapshots.Count; i++)
        {
            SnapshotVerdict verdict = await check.RunAsync(snapshots[i], cancellationToken).ConfigureAwait(false);
            order.Add(verdict.Snapshot, verdict.Timestamp);
            losses.Add(verdict);
            if (verdict.IsOurs && !structureOnly)
            {
                read.Add(verdict.Snapshot);
            }

            progress?.Report(new EngineProgress("Checking secrets", i + 1, snapshots.Count, SnapshotOrder.Short(snapshots[i])));
        }

        return read;
    }

    private CheckFinding Summarize(CheckRequest request, CheckSummary summary)
    {
        StoreCheckTotals totals = summary.Totals;
        string size = string.Create(CultureInfo.InvariantCulture, $"{totals.PackfileBytes / BytesPerMebibyte:N1} MiB");
        string files = request.Snapshots is null ? $"{Quantity(totals.States, "state")}, {Quantity(totals.Packfiles, "packfile")} ({size}), " : "";
        string depth = summary.StructureOnly ? ", structure only" : "";
        string seconds = string.Create(CultureInfo.InvariantCulture, $"{summary.Duration.TotalSeconds:0.0} s");
        string errors = summary.Errors == 0 ? "no errors" : Quantity(summary.Errors, "error");
        string warnings = summary.Warnings == 0 ? "" : $", {Quantity(summary.Warnings, "warning")}";
        return new CheckFinding(
            FindingSeverity.Information,
            _store.Location,
            $"Checked {files}{Quantity(totals.Snapshots, "snapshot")} with {Quantity(summary.Secrets, "secret")} and {Quantity(summary.Values, "value")}{depth}, in {seconds}: {errors}{warnings}.")
        {
            Summary = summary,
        };
    }

    private static string Quantity(int count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {noun}{(count == 1 ? "" : "s")}");

    private sealed class StoreProgress(IProgress<EngineProgress> progress) : IProgress<StoreCheckProgress>
    {
        public void Report(StoreCheckProgress value) => progress.Report(new EngineProgress(value.Stage, value.Completed, value.Total, ""));
    }
}
