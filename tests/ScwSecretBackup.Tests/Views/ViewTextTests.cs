using System.Management.Automation;
using System.Management.Automation.Internal;
using ScwSecretBackup.Tests.Hosting;

namespace ScwSecretBackup.Tests.Views;

/// <summary>What becomes of the tables where the characters or the culture are other than usual.</summary>
public sealed class ViewTextTests : IDisposable
{
    private const int Width = 80;

    private readonly RecordingHost _host = new();
    private readonly PowerShellHost _session;

    public ViewTextTests() => _session = PowerShellHost.WithModule(_host);

    public void Dispose() => _session.Dispose();

    [Fact]
    public void Characters_that_take_two_columns_are_counted_and_never_torn()
    {
        PSObject item = ViewSamples.Make(
            "ScwSnapshotItem", ("Folder", "/本番環境/決済サービス/東京"), ("Name", "ストライプ署名鍵𠮷野家の本番用トークン"), ("Revision", 3), ("Status", "enabled"), ("Size", 12L), ("Captured", "Captured"));

        string text = Draw("en-US", item);

        string line = text.Split('\n').Single(line => line.StartsWith("Captured  ", StringComparison.Ordinal) && line.Contains('…', StringComparison.Ordinal));
        Assert.InRange(_host.UI.RawUI.LengthInBufferCells(line.TrimEnd()), Width - 3, Width - 1);
        Assert.Contains("/本番環境/", line, StringComparison.Ordinal);
        Assert.EndsWith("本番用トークン", line.TrimEnd(), StringComparison.Ordinal);
        Assert.All(line.EnumerateRunes(), rune => Assert.NotEqual('\uFFFD', rune.Value));
    }

    [Fact]
    public void Words_longer_than_the_column_are_broken_under_the_path_that_they_are_about()
    {
        const string Origin = "fr-par/6a1c7a52-11f4-4c5e-9d0e-3f6f2f7d5a01";
        PSObject failed = ViewSamples.Make("ScwBackupResult", ("Status", "Failed"), ("ExitCode", 77), ("Origin", Origin), ("Error", $"{Origin} lists 0 secrets."));

        string[] lines = Draw("en-US", failed).Split('\n');

        string[] note = [.. lines.SkipWhile(line => !line.StartsWith("Failed", StringComparison.Ordinal)).Skip(1).TakeWhile(line => line.Length > 0)];
        Assert.Equal($"Exitcode77:{Origin}lists0secrets.", string.Concat(note).Replace(" ", "", StringComparison.Ordinal));
        Assert.Single(note.Select(line => line.Length - line.TrimStart().Length).Distinct());
    }

    [Fact]
    public void Numbers_follow_the_culture_and_columns_stay_where_they_are()
    {
        PSObject[] samples = ViewSamples.All["ScwOptimizeResult"];

        string english = Draw("en-US", samples);
        string german = Draw("de-DE", samples);

        Assert.Contains("1.0 MiB        0 B    4.9 KiB ", english, StringComparison.Ordinal);
        Assert.Equal(english.Replace("1.0 MiB", "1,0 MiB", StringComparison.Ordinal).Replace("4.9 KiB", "4,9 KiB", StringComparison.Ordinal), german);
    }

    private string Draw(string culture, params PSObject[] samples)
    {
        int start = _host.Recording.Text.Length;
        _session.Script("[cultureinfo]::CurrentCulture = $culture; $samples | Out-Default", new() { ["culture"] = culture, ["samples"] = samples });
        return new StringDecorated(_host.Recording.Text[start..]).ToString(OutputRendering.PlainText).ReplaceLineEndings("\n");
    }
}
