using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;
using System.Runtime.Loader;

namespace Benchmarks;

/// <summary>
/// Importing the module: cold is the first import of a process that has imported another module before, so that PowerShell's own start does not
/// count; warm is the next one, in a new session of that process. Each round is a process of its own.
/// </summary>
internal static class ImportBenchmark
{
    /// <summary>The argument with which this program measures one round and prints it.</summary>
    public const string RoundArgument = "--import-round";

    private const int Rounds = 7;

    public static readonly string Module = typeof(ImportBenchmark).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == "ModuleArtifacts").Value!;

    public static async Task RunAsync(BenchmarkScale scale, BenchmarkReport report, CancellationToken cancellationToken)
    {
        var rounds = new List<double[]>();
        for (int round = 0; round < Rounds; round++)
        {
            rounds.Add(await RunProcessAsync(cancellationToken));
        }

        double empty = Median(0);
        Add("cold", Median(1), "150 ms");
        Add("warm", Median(2), "50 ms");
        report.Add("assemblies of the module in the default load context after import", $"{Median(3):F0}", "see above", "2");

        double Median(int column) => rounds.Select(round => round[column]).Order().ElementAt(Rounds / 2);

        void Add(string what, double milliseconds, string target) => report.Add(
            $"Import-Module, {what}", BenchmarkReport.Milliseconds(TimeSpan.FromMilliseconds(milliseconds)), $"{BenchmarkReport.Times(milliseconds / empty)} of an empty script module", target);
    }

    /// <summary>Measures in this process: an empty module, ours for the first time, ours again; and counts our assemblies in the default context.</summary>
    public static void MeasureRound()
    {
        string empty = Path.Combine(Directory.CreateTempSubdirectory("scw-benchmark-").FullName, "Empty.psm1");
        string second = Path.Combine(Path.GetDirectoryName(empty)!, "Second.psm1");
        File.WriteAllText(empty, "");
        File.WriteAllText(second, "");
        string manifest = Path.Combine(Module, "ScwSecretBackup.psd1");
        Import(empty);
        double[] figures = [Import(second), Import(manifest), Import(manifest), AssemblyLoadContext.Default.Assemblies.Count(assembly => assembly.Location.StartsWith(Module, StringComparison.Ordinal))];
        Directory.Delete(Path.GetDirectoryName(empty)!, recursive: true);
        Console.WriteLine(string.Join(' ', figures.Select(figure => figure.ToString("R", CultureInfo.InvariantCulture))));
    }

    private static double Import(string path)
    {
        using Runspace runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
        runspace.Open();
        using var shell = PowerShell.Create();
        shell.Runspace = runspace;
        shell.AddCommand("Import-Module").AddParameter("Name", path).AddParameter("ErrorAction", "Stop");
        long start = Stopwatch.GetTimestamp();
        shell.Invoke();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static async Task<double[]> RunProcessAsync(CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, RoundArgument) { RedirectStandardOutput = true };
        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0
            ? [.. output.Split(' ').Select(figure => double.Parse(figure, CultureInfo.InvariantCulture))]
            : throw new InvalidOperationException($"A round of importing the module ended with exit code {process.ExitCode}.");
    }
}
