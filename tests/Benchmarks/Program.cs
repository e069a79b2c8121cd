using Benchmarks;

if (args is [ImportBenchmark.RoundArgument])
{
    ImportBenchmark.MeasureRound();
    return 0;
}

BenchmarkScale scale = args.Contains("--quick") ? BenchmarkScale.Quick : BenchmarkScale.Full;
string[] wanted = [.. args.Where(arg => !arg.StartsWith("--", StringComparison.Ordinal))];
var report = new BenchmarkReport();
using var cancellation = new CancellationTokenSource();

// Memory first: what the others leave behind would hide how far it rises.
(string Name, Func<BenchmarkScale, BenchmarkReport, CancellationToken, Task> RunAsync)[] benchmarks =
[
    ("memory", MemoryBenchmark.RunAsync),
    ("backup", BackupBenchmarks.RunAsync),
    ("engine", EngineOnlyBenchmark.RunAsync),
    ("check", CheckBenchmark.RunAsync),
    ("open", OpenBenchmark.RunAsync),
    ("import", ImportBenchmark.RunAsync),
    ("completion", CompletionBenchmark.RunAsync),
];
foreach ((string name, Func<BenchmarkScale, BenchmarkReport, CancellationToken, Task> runAsync) in benchmarks)
{
    if (wanted.Length == 0 || wanted.Contains(name))
    {
        await runAsync(scale, report, cancellation.Token);
    }
}

report.Print(Console.Out);
return 0;
