using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Snapshots;

namespace Benchmarks;

/// <summary>
/// CPU time of writing a snapshot of the same bytes without any API: chunking, MACs, compression, encryption, trees, packfiles. The store is there
/// already, as it is for the tool this is compared with. The first round shows what compiling the code costs where nothing else ran before it.
/// </summary>
internal static class EngineOnlyBenchmark
{
    private const int Rounds = 5;

    public static async Task RunAsync(BenchmarkScale scale, BenchmarkReport report, CancellationToken cancellationToken)
    {
        byte[][] values = [.. Enumerable.Range(0, scale.Secrets).Select(_ => RandomNumberGenerator.GetBytes(scale.ValueSize))];
        var rounds = new List<(TimeSpan Wall, TimeSpan Cpu)>();
        for (int i = 0; i <= Rounds; i++)
        {
            rounds.Add(await MeasureAsync(values, cancellationToken));
        }

        string what = string.Create(CultureInfo.InvariantCulture, $"engine alone: {scale.Secrets} files of {scale.ValueSize} B into an encrypted store");
        Report($"{what}, first round", rounds[0], report);
        Report($"{what}, median of the next {Rounds}", rounds.Skip(1).OrderBy(round => round.Cpu).ElementAt(Rounds / 2), report);
    }

    private static void Report(string what, (TimeSpan Wall, TimeSpan Cpu) round, BenchmarkReport report) => report.Add(
        what,
        $"{BenchmarkReport.Milliseconds(round.Wall)} wall, {BenchmarkReport.Milliseconds(round.Cpu)} CPU",
        "measured by hand against the real tool, see below",
        "0.5 x of its CPU time");

    private static async Task<(TimeSpan Wall, TimeSpan Cpu)> MeasureAsync(byte[][] values, CancellationToken cancellationToken)
    {
        using var place = new TemporaryStore();
        await using KlosetStore store = await place.CreateAsync(TemporaryStore.CheapKey, cancellationToken);
        TimeSpan cpuBefore = Process.GetCurrentProcess().TotalProcessorTime;
        long start = Stopwatch.GetTimestamp();
        await WriteAsync(store, values, cancellationToken);
        return (Stopwatch.GetElapsedTime(start), Process.GetCurrentProcess().TotalProcessorTime - cpuBefore);
    }

    private static async Task WriteAsync(KlosetStore store, byte[][] values, CancellationToken cancellationToken)
    {
        await using SnapshotWriter writer = await store.BeginSnapshotAsync(cancellationToken);
        var attributes = new NodeAttributes(Convert.ToInt32("600", 8), DateTimeOffset.UnixEpoch);
        for (int i = 0; i < values.Length; i++)
        {
            StoredObject content = await writer.WriteObjectAsync(values[i], "application/octet-stream", cancellationToken);
            writer.AddFile(string.Create(CultureInfo.InvariantCulture, $"/secrets/{i:D5}"), content, attributes);
        }

        await writer.CommitAsync(new SnapshotDescription { ImporterType = "fs", ImporterOrigin = "benchmark" }, cancellationToken);
    }
}
