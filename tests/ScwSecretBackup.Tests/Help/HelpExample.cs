using Markdig;
using Markdig.Syntax;
using ScwSecretBackup.Tests.Hosting;

namespace ScwSecretBackup.Tests.Help;

/// <summary>PowerShell that the help or the README shows.</summary>
/// <param name="Key">Page and number.</param>
/// <param name="Heading">What stands above it.</param>
/// <param name="Code">The commands.</param>
internal sealed record HelpExample(string Key, string Heading, string Code)
{
    /// <summary>All of them, by key.</summary>
    public static IReadOnlyDictionary<string, HelpExample> All { get; } =
        Directory.EnumerateFiles(BuiltModule.HelpPages, "*.md").Append(Path.Combine(BuiltModule.RepositoryRoot, "README.md")).Order(StringComparer.Ordinal)
            .SelectMany(Read).ToDictionary(example => example.Key);

    /// <summary>Whether it has to work where nobody can be asked.</summary>
    public bool IsUnattended => Heading.Contains("unattended", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<HelpExample> Read(string file)
    {
        string heading = "";
        int number = 0;
        foreach (Block block in Markdown.Parse(File.ReadAllText(file)))
        {
            if (block is HeadingBlock { Inline: { } inline })
            {
                heading = string.Concat(inline.Select(part => part.ToString()));
            }
            else if (block is FencedCodeBlock { Info: "powershell" } code)
            {
                number++;
                yield return new HelpExample($"{Path.GetFileNameWithoutExtension(file)}#{number}", heading, code.Lines.ToString());
            }
        }
    }
}
