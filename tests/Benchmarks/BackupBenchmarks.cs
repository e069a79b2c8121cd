using System.Diagnostics;
using System.Globalization;
using ScwSecretBackup.Engine.Backup;
using ScwSecretBackup.Engine.Restore;
using ScwSecretBackup.Engine.Snapshots;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Snapshots;
using ScwSecretBackup.Scaleway.SecretManager;

namespace Benchmarks;

/// <summary>First backup, the same again with nothing new, and a restore, against an emulator with latency.</summary>
internal static class BackupBenchmarks
{
    public static async Task RunAsync(BenchmarkScale scale, BenchmarkReport report, CancellationToken cancellationToken)
    {
        await using BenchmarkSource source = await BenchmarkSource.StartAsync(scale, cancellationToken);
        using var place = new TemporaryStore();
        await using KlosetStore store = await place.CreateAsync(TemporaryStore.CheapKey, cancellationToken);
        await WarmUpAsync(source, scale, cancellationToken);

        (BackupResult first, TimeSpan firstTime, int firstCalls) = await BackupAsync(source, store, scale, cancellationToken);
        TimeSpan ideal = scale.Latency * firstCalls / scale.Throttle;
        report.Add(
            string.Create(CultureInfo.InvariantCulture, $"first backup, {scale.Secrets} secrets of {scale.ValueSize} B, latency {scale.Latency.TotalMilliseconds:F0} ms, throttle {scale.Throttle}"),
            string.Create(CultureInfo.InvariantCulture, $"{BenchmarkReport.Milliseconds(firstTime)}, {firstCalls} calls, {first.ValuesRead} values read"),
            $"{BenchmarkReport.Times(firstTime / ideal)} of calls x latency / throttle",
            "1.2 x");

        (BackupResult second, TimeSpan secondTime, int secondCalls) = await BackupAsync(source, store, scale, cancellationToken);
        TimeSpan serial = scale.Latency * secondCalls;
        report.Add(
            "the same again, nothing changed",
            string.Create(CultureInfo.InvariantCulture, $"{BenchmarkReport.Milliseconds(secondTime)}, {secondCalls} list calls, {second.ValuesRead} values read, {second.BytesAdded} B added"),
            $"{BenchmarkReport.Times(secondTime / serial)} of its list calls at throttle 1",
            "0.5 x; 0 values read; under 65,536 B");

        await RestoreAsync(source, store, scale, report, cancellationToken);
    }

    private static async Task WarmUpAsync(BenchmarkSource source, BenchmarkScale scale, CancellationToken cancellationToken)
    {
        // The first calls of a process pay for just-in-time compilation, which is not what is measured here.
        using var place = new TemporaryStore();
        await using KlosetStore store = await place.CreateAsync(TemporaryStore.CheapKey, cancellationToken);
        TimeSpan latency = source.Server.Faults.Latency;
        source.Server.Faults.Latency = TimeSpan.Zero;
        await BackupAsync(source, store, scale, cancellationToken);
        source.Server.Faults.Latency = latency;
    }

    private static async Task<(BackupResult Result, TimeSpan Time, int Calls)> BackupAsync(
        BenchmarkSource source, KlosetStore store, BenchmarkScale scale, CancellationToken cancellationToken)
    {
        using SecretManagerClient client = source.CreateClient(scale);
        source.Server.ClearCalls();
        long start = Stopwatch.GetTimestamp();
        var request = new BackupRequest { ProjectId = BenchmarkSource.ProjectId, ThrottleLimit = scale.Throttle };
        BackupPlan plan = await new BackupPlanner(client, store).PlanAsync(request, null, cancellationToken);
        BackupResult result = await new BackupRunner(client, store, TimeProvider.System).RunAsync(plan, null, cancellationToken);
        return (result, Stopwatch.GetElapsedTime(start), source.Server.Calls.Count);
    }

    private static async Task RestoreAsync(
        BenchmarkSource source, KlosetStore store, BenchmarkScale scale, BenchmarkReport report, CancellationToken cancellationToken)
    {
        using SecretManagerClient client = source.CreateClient(scale, BenchmarkSource.OtherProjectId, "nl-ams");
        source.Server.ClearCalls();
        SnapshotHeader snapshot = await new SnapshotCatalog(store).ResolveAsync("latest", cancellationToken);
        long start = Stopwatch.GetTimestamp();
        var request = new RestoreRequest { Snapshot = snapshot, ProjectId = BenchmarkSource.OtherProjectId, ThrottleLimit = scale.Throttle };
        RestorePlan plan = await new RestorePlanner(store, client, TimeProvider.System).PlanAsync(request, null, cancellationToken);
        int restored = 0;
        await foreach (RestoreItemResult item in new RestoreRunner(store, client, TimeProvider.System).RunAsync(plan, null, cancellationToken))
        {
            restored += item.Error is null ? 1 : 0;
        }

        TimeSpan time = Stopwatch.GetElapsedTime(start);
        int calls = source.Server.Calls.Count;
        report.Add(
            "restore of all into another project and region, read back",
            string.Create(CultureInfo.InvariantCulture, $"{BenchmarkReport.Milliseconds(time)}, {calls} calls, {restored} secrets"),
            $"{BenchmarkReport.Times(time / (scale.Latency * calls / scale.Throttle))} of calls x latency / throttle",
            "none set");
    }
}
