using System.Globalization;

namespace Benchmarks;

/// <summary>Collects lines and prints them as a Markdown table; ratios compare things measured in the same run.</summary>
internal sealed class BenchmarkReport
{
    private readonly List<(string What, string Figure, string Ratio, string Target)> _lines = [];

    public void Add(string what, string figure, string ratio, string target) => _lines.Add((what, figure, ratio, target));

    public void Print(TextWriter output)
    {
        output.WriteLine("| what | figure | ratio in this run | target |");
        output.WriteLine("|---|---|---|---|");
        foreach ((string what, string figure, string ratio, string target) in _lines)
        {
            output.WriteLine($"| {what} | {figure} | {ratio} | {target} |");
        }
    }

    public static string Milliseconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:F0} ms");

    public static string Times(double ratio) => string.Create(CultureInfo.InvariantCulture, $"{ratio:F2} x");
}
