using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using ScwSecretBackup.Kloset.Checking;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Snapshots;

namespace Benchmarks;

/// <summary>Bytes of packfiles that a full check of an encrypted store gets through per second of CPU time, for few large files and for many small ones.</summary>
internal static class CheckBenchmark
{
    private const int LargeFile = 16 * 1024 * 1024;
    private const int Rounds = 3;

    public static async Task RunAsync(BenchmarkScale scale, BenchmarkReport report, CancellationToken cancellationToken)
    {
        await MeasureAsync(LargeFile, Math.Max(2, scale.ManySecrets / 1250), report, cancellationToken);
        await MeasureAsync(scale.ValueSize, scale.ManySecrets, report, cancellationToken);
    }

    private static async Task MeasureAsync(int fileSize, int files, BenchmarkReport report, CancellationToken cancellationToken)
    {
        using var place = new TemporaryStore();
        await FillAsync(place, fileSize, files, cancellationToken);
        await using KlosetStore store = await place.OpenAsync(cancellationToken);
        long bytes = await CheckAsync(store, cancellationToken);

        var cpu = new List<TimeSpan>();
        var wall = new List<TimeSpan>();
        for (int i = 0; i < Rounds; i++)
        {
            TimeSpan cpuBefore = Process.GetCurrentProcess().TotalProcessorTime;
            long start = Stopwatch.GetTimestamp();
            await CheckAsync(store, cancellationToken);
            wall.Add(Stopwatch.GetElapsedTime(start));
            cpu.Add(Process.GetCurrentProcess().TotalProcessorTime - cpuBefore);
        }

        TimeSpan spent = cpu.Order().ElementAt(Rounds / 2);
        report.Add(
            string.Create(CultureInfo.InvariantCulture, $"store check: {files} files of {fileSize} B, encrypted, {bytes / 1048576.0:F0} MiB of packfiles"),
            $"{BenchmarkReport.Milliseconds(wall.Order().ElementAt(Rounds / 2))} wall, {BenchmarkReport.Milliseconds(spent)} CPU",
            string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0 / spent.TotalSeconds:F0} MiB/s a core"),
            "the disk, or 954 MiB/s (1 GB/s) a core");
    }

    private static async Task<long> CheckAsync(KlosetStore store, CancellationToken cancellationToken)
    {
        var checker = new StoreChecker(store);
        await foreach (StoreFinding finding in checker.CheckAsync(cancellationToken))
        {
            if (finding.Severity != FindingSeverity.Information)
            {
                throw new InvalidDataException(finding.Message);
            }
        }

        return checker.Totals.PackfileBytes;
    }

    private static async Task FillAsync(TemporaryStore place, int fileSize, int files, CancellationToken cancellationToken)
    {
        await using KlosetStore store = await place.CreateAsync(TemporaryStore.CheapKey, cancellationToken);
        await using SnapshotWriter writer = await store.BeginSnapshotAsync(cancellationToken);
        var attributes = new NodeAttributes(Convert.ToInt32("600", 8), DateTimeOffset.UnixEpoch);
        for (int i = 0; i < files; i++)
        {
            StoredObject content = await writer.WriteObjectAsync(RandomNumberGenerator.GetBytes(fileSize), "application/octet-stream", cancellationToken);
            writer.AddFile(string.Create(CultureInfo.InvariantCulture, $"/files-{i % 20:D2}/{i:D5}"), content, attributes);
        }

        await writer.CommitAsync(new SnapshotDescription { ImporterType = "fs", ImporterOrigin = "benchmark" }, cancellationToken);
    }
}
