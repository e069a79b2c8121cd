using System.Diagnostics;
using System.Text.RegularExpressions;
using ScwSecretBackup.Tests.Hosting;

namespace ScwSecretBackup.Tests.Samples;

/// <summary>The tour that the README shows.</summary>
public sealed partial class TourTests
{
    [Fact]
    public async Task The_README_shows_what_the_tour_prints()
    {
        string readme = await File.ReadAllTextAsync(Path.Combine(BuiltModule.RepositoryRoot, "README.md"), TestContext.Current.CancellationToken);
        string shown = TourBlock().Match(readme).Groups["text"].Value;

        string printed = await PlayAsync();

        Assert.Contains("Backup-ScwSecret", shown, StringComparison.Ordinal);
        Assert.Equal(Normalize(shown), Normalize(printed));
    }

    private static async Task<string> PlayAsync()
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(BuiltModule.QuickstartFolder, "Quickstart.dll"), "--tour"]) { RedirectStandardOutput = true };
        using Process quickstart = Process.Start(start)!;
        string printed = await quickstart.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await quickstart.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, quickstart.ExitCode);
        return printed;
    }

    /// <summary>Without what differs from run to run and from machine to machine: ids, sizes, times and places, and with them how lines break.</summary>
    private static string Normalize(string text) => Spaces().Replace(
        string.Join('\n', text.Split('\n').Where(line => !line.StartsWith("--", StringComparison.Ordinal)).Select(line => Varying().Replace(line, "#"))), " ").Trim();

    [GeneratedRegex(@"prints:\s+```text\n(?<text>.*?)```", RegexOptions.Singleline)]
    private static partial Regex TourBlock();

    [GeneratedRegex(@"\b[0-9a-f]{8,64}\b|\d+([.,]\d+)? (KiB|MiB|s|ms|h|d)\b|\d{4}-\d\d-\d\d \d\d:\d\d|/\S*/scw-quickstart-\S+")]
    private static partial Regex Varying();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
