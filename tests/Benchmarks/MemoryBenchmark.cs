using System.Globalization;
using ScwSecretBackup.Engine.Backup;
using ScwSecretBackup.Kloset.Repository;

namespace Benchmarks;

/// <summary>How far memory rises during a first backup of many secrets, and during the next one, which finds nothing new.</summary>
internal static class MemoryBenchmark
{
    private const int Throttle = 16;

    public static async Task RunAsync(BenchmarkScale scale, BenchmarkReport report, CancellationToken cancellationToken)
    {
        using (var warmUp = new TemporaryStore())
        {
            await using KlosetStore store = await warmUp.CreateAsync(TemporaryStore.CheapKey, cancellationToken);
            await BackupAsync(store, new InProcessSource(scale.ManySecrets / 100, scale.ValueSize), cancellationToken);
        }

        using var place = new TemporaryStore();
        var source = new InProcessSource(scale.ManySecrets, scale.ValueSize);
        await using (KlosetStore store = await place.CreateAsync(TemporaryStore.CheapKey, cancellationToken))
        {
            await MeasureAsync("first backup", store, source, scale, report, cancellationToken);
        }

        await using (KlosetStore store = await place.OpenAsync(cancellationToken))
        {
            await MeasureAsync("nothing new", store, source, scale, report, cancellationToken);
        }
    }

    private static async Task MeasureAsync(
        string what, KlosetStore store, InProcessSource source, BenchmarkScale scale, BenchmarkReport report, CancellationToken cancellationToken)
    {
        MemoryPeak peak = MemoryPeak.Start();
        BackupResult result;
        await using (peak)
        {
            result = await BackupAsync(store, source, cancellationToken);
        }

        report.Add(
            string.Create(CultureInfo.InvariantCulture, $"memory, {what}: {scale.ManySecrets} secrets of {scale.ValueSize} B, no network"),
            string.Create(CultureInfo.InvariantCulture, $"{MemoryPeak.Mebibytes(peak.Managed)} managed, {MemoryPeak.Mebibytes(peak.Resident)} resident, {result.BytesAdded} B added"),
            "over the memory of the process before",
            "200 MiB");
    }

    private static async Task<BackupResult> BackupAsync(KlosetStore store, InProcessSource source, CancellationToken cancellationToken)
    {
        var request = new BackupRequest { ProjectId = BenchmarkSource.ProjectId, ThrottleLimit = Throttle };
        BackupPlan plan = await new BackupPlanner(source, store).PlanAsync(request, null, cancellationToken);
        return await new BackupRunner(source, store, TimeProvider.System).RunAsync(plan, null, cancellationToken);
    }
}
