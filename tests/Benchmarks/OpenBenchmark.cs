using System.Diagnostics;
using System.Globalization;
using NSec.Cryptography;
using ScwSecretBackup.Kloset.Caching;
using ScwSecretBackup.Kloset.Repository;
using ScwSecretBackup.Kloset.Snapshots;

namespace Benchmarks;

/// <summary>Opening an encrypted store: its key derivation against libsodium's with the same parameters, and the rest.</summary>
internal static class OpenBenchmark
{
    private const int Rounds = 5;

    public static async Task RunAsync(BenchmarkScale scale, BenchmarkReport report, CancellationToken cancellationToken)
    {
        TimeSpan libsodium = await MedianOf(() =>
        {
            DeriveWithLibsodium();
            return Task.CompletedTask;
        });

        using var real = new TemporaryStore();
        await (await real.CreateAsync(new StoreCreationOptions(), cancellationToken)).DisposeAsync();
        TimeSpan open = await MedianOf(async () => await (await real.OpenAsync(cancellationToken)).DisposeAsync());
        report.Add(
            "opening an empty encrypted store with the default key derivation",
            BenchmarkReport.Milliseconds(open),
            $"{BenchmarkReport.Times(open / libsodium)} of libsodium's Argon2id ({BenchmarkReport.Milliseconds(libsodium)})",
            "1.2 x");

        using var cheap = new TemporaryStore();
        await FillAsync(cheap, scale.Snapshots, cancellationToken);
        var cache = new StateCache(Path.Combine(cheap.Folder, "cache"), Console.Error.WriteLine);
        await MeasureRestAsync("no cache", cheap, null, scale, libsodium, "none set", report, cancellationToken);
        await (await cheap.OpenAsync(cache, cancellationToken)).DisposeAsync();
        await MeasureRestAsync("warm cache", cheap, cache, scale, libsodium, "50 ms for 1,000", report, cancellationToken);
    }

    private static async Task MeasureRestAsync(
        string what, TemporaryStore place, StateCache? cache, BenchmarkScale scale, TimeSpan libsodium, string target, BenchmarkReport report, CancellationToken cancellationToken)
    {
        TimeSpan cpuBefore = Process.GetCurrentProcess().TotalProcessorTime;
        TimeSpan rest = await MedianOf(async () => await (await place.OpenAsync(cache, cancellationToken)).DisposeAsync());
        TimeSpan cpu = (Process.GetCurrentProcess().TotalProcessorTime - cpuBefore) / Rounds;
        report.Add(
            string.Create(CultureInfo.InvariantCulture, $"the rest of opening: {scale.Snapshots} snapshots, {what}"),
            $"{BenchmarkReport.Milliseconds(rest)} wall, {BenchmarkReport.Milliseconds(cpu)} CPU",
            $"{BenchmarkReport.Times(rest / libsodium)} of the key derivation",
            target);
    }

    private static async Task FillAsync(TemporaryStore place, int snapshots, CancellationToken cancellationToken)
    {
        await using KlosetStore store = await place.CreateAsync(TemporaryStore.CheapKey, cancellationToken);
        for (int i = 0; i < snapshots; i++)
        {
            await using SnapshotWriter writer = await store.BeginSnapshotAsync(cancellationToken);
            StoredObject content = await writer.WriteObjectAsync(BitConverter.GetBytes(i), "application/octet-stream", cancellationToken);
            writer.AddFile("/value", content, new NodeAttributes(Convert.ToInt32("600", 8), DateTimeOffset.UnixEpoch));
            await writer.CommitAsync(new SnapshotDescription { ImporterType = "fs", ImporterOrigin = "benchmark" }, cancellationToken);
        }
    }

    private static void DeriveWithLibsodium()
    {
        var algorithm = new Argon2id(new Argon2Parameters { DegreeOfParallelism = 1, MemorySize = 262144, NumberOfPasses = 4 });
        algorithm.DeriveBytes("benchmark passphrase", new byte[16], 32);
    }

    private static async Task<TimeSpan> MedianOf(Func<Task> action)
    {
        var times = new List<TimeSpan>();
        for (int i = 0; i < Rounds; i++)
        {
            long start = Stopwatch.GetTimestamp();
            await action();
            times.Add(Stopwatch.GetElapsedTime(start));
        }

        times.Sort();
        return times[Rounds / 2];
    }
}
