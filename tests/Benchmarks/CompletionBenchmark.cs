using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using ScalewayEmulator;

namespace Benchmarks;

/// <summary>What the Tab key takes in a session that has a big store open, against completing a parameter of PowerShell's own.</summary>
internal static class CompletionBenchmark
{
    private const int Rounds = 21;
    private const int SecretsPerSnapshot = 5;

    private static readonly string[] Lines =
    [
        "Get-ScwSnapshotItem -Store $store -Name ", "Get-ScwSnapshotItem -Store $store -Name 'secret-049", "Get-ScwSnapshotItem -Store $store.Location -Include /team-07/",
        "Restore-ScwSecret -Folder ", "Get-ScwSnapshot -Store $store -Tag ", "Get-ScwSnapshotItem -Store $store -Snapshot ", "Backup-ScwSecret -Source ", "Open-ScwStore v",
    ];

    public static async Task RunAsync(BenchmarkScale scale, BenchmarkReport report, CancellationToken cancellationToken)
    {
        string folder = Path.Combine(Path.GetTempPath(), $"scw-benchmark-{Guid.NewGuid():N}");
        await using EmulatorServer server = await EmulatorServer.StartAsync(cancellationToken: cancellationToken);
        int secrets = scale.Snapshots * SecretsPerSnapshot;
        for (int index = 0; index < secrets; index++)
        {
            server.State.AddSecret(BenchmarkSource.ProjectId, "fr-par", string.Create(CultureInfo.InvariantCulture, $"/team-{index % 50:D2}"), string.Create(CultureInfo.InvariantCulture, $"secret-{index:D4}"));
        }

        using Runspace session = OpenSession(server, folder);
        try
        {
            double own = Median(session, "Import-Module -Pass");
            double slowest = Lines.Max(line => Median(session, line));
            report.Add(
                string.Create(CultureInfo.InvariantCulture, $"completion, the slowest of {Lines.Length} lines: {secrets:N0} secrets known, median of {Rounds}"),
                BenchmarkReport.Milliseconds(TimeSpan.FromMilliseconds(slowest)),
                $"{BenchmarkReport.Times(slowest / own)} of completing the name of a parameter",
                "50 ms");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Runspace OpenSession(EmulatorServer server, string folder)
    {
        Runspace session = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
        session.Open();
        session.SessionStateProxy.SetVariable("key", new PSCredential("SCWBENCHMARKBENCHMAR", Secure(server.State.AddKey(["SecretManagerFullAccess"]))));
        Run(session, $$"""
            $ErrorActionPreference = 'Stop'
            Import-Module '{{Path.Combine(ImportBenchmark.Module, "ScwSecretBackup.psd1")}}'
            $store = New-ScwStore -Path '{{folder}}' -Plaintext -WarningAction Ignore
            $null = Backup-ScwSecret -Store $store -ProjectId {{BenchmarkSource.ProjectId}} -Region fr-par -ApiUrl {{server.BaseUrl}} -Credential $key
            $null = Get-ScwSnapshotItem -Store $store
            """);
        return session;
    }

    private static double Median(Runspace session, string line)
    {
        var times = new List<double>();
        for (int round = 0; round < Rounds; round++)
        {
            long start = Stopwatch.GetTimestamp();
            Run(session, $"TabExpansion2 -InputScript '{line.Replace("'", "''", StringComparison.Ordinal)}'");
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        times.Sort();
        return times[Rounds / 2];
    }

    private static void Run(Runspace session, string script)
    {
        using var shell = PowerShell.Create();
        shell.Runspace = session;
        shell.AddScript(script).Invoke();
    }

    private static System.Security.SecureString Secure(string text)
    {
        var secure = new System.Security.SecureString();
        foreach (char character in text)
        {
            secure.AppendChar(character);
        }

        return secure;
    }
}
