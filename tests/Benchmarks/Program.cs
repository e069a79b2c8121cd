using Benchmarks;

BenchmarkScale scale = args.Contains("--quick") ? BenchmarkScale.Quick : BenchmarkScale.Full;
var report = new BenchmarkReport();
using var cancellation = new CancellationTokenSource();

await BackupBenchmarks.RunAsync(scale, report, cancellation.Token);
await EngineOnlyBenchmark.RunAsync(scale, report, cancellation.Token);
await OpenBenchmark.RunAsync(scale, report, cancellation.Token);

report.Print(Console.Out);
return 0;
