using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Snapshots;

namespace Benchmarks;

/// <summary>CPU time of writing a snapshot of the same bytes without any API: chunking, MACs, compression, encryption, trees, packfiles.</summary>
internal static class EngineOnlyBenchmark
{
    public static async Task RunAsync(BenchmarkScale scale, BenchmarkReport report, CancellationToken cancellationToken)
    {
        byte[][] values = [.. Enumerable.Range(0, scale.Secrets).Select(_ => RandomNumberGenerator.GetBytes(scale.ValueSize))];
        await WriteAsync(values, cancellationToken);

        TimeSpan cpuBefore = Process.GetCurrentProcess().TotalProcessorTime;
        long start = Stopwatch.GetTimestamp();
        await WriteAsync(values, cancellationToken);
        TimeSpan wall = Stopwatch.GetElapsedTime(start);
        TimeSpan cpu = Process.GetCurrentProcess().TotalProcessorTime - cpuBefore;

        report.Add(
            string.Create(CultureInfo.InvariantCulture, $"engine alone: {scale.Secrets} files of {scale.ValueSize} B into an encrypted store"),
            $"{BenchmarkReport.Milliseconds(wall)} wall, {BenchmarkReport.Milliseconds(cpu)} CPU",
            "measured by hand against the real tool, see below",
            "0.5 x of its CPU time");
    }

    private static async Task WriteAsync(byte[][] values, CancellationToken cancellationToken)
    {
        using var place = new TemporaryStore();
        await using KlosetStore store = await place.CreateAsync(TemporaryStore.CheapKey, cancellationToken);
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
