using System.Management.Automation;
using HelpBuilder.Markdown;
using HelpBuilder.Module;

namespace HelpBuilder;

/// <summary>The pages of docs/en-US against the cmdlets of the module.</summary>
/// <param name="module">The built module.</param>
/// <param name="documentation">Summaries in the source of the cmdlets.</param>
/// <param name="pages">The folder of the pages.</param>
internal sealed class HelpSources(BuiltModule module, XmlDocumentation documentation, string pages)
{
    /// <summary>Name of the file in which PowerShell looks for the help of the cmdlets.</summary>
    public string HelpFile => Path.GetFileName(module.Cmdlets[0].HelpFile);

    /// <summary>Pages of cmdlets that are written, with their cmdlets.</summary>
    public IEnumerable<(CmdletInfo Cmdlet, HelpPage Page)> Written() =>
        module.Cmdlets.Where(cmdlet => File.Exists(PageOf(cmdlet))).Select(cmdlet => (cmdlet, HelpPage.Read(PageOf(cmdlet))));

    /// <summary>Pages about topics.</summary>
    public IEnumerable<HelpPage> Topics() => Directory.EnumerateFiles(pages, "about_*.md").Order(StringComparer.Ordinal).Select(HelpPage.Read);

    /// <summary>Pages that are not as their cmdlets would have them, and what they should be; null where a page has no cmdlet.</summary>
    public IEnumerable<(string Page, string? Text)> Outdated()
    {
        foreach (CmdletInfo cmdlet in module.Cmdlets)
        {
            HelpPage? page = File.Exists(PageOf(cmdlet)) ? HelpPage.Read(PageOf(cmdlet)) : null;
            string text = new PageUpdate(cmdlet, documentation).Apply(page);
            if (text != page?.Text)
            {
                yield return (PageOf(cmdlet), text);
            }
        }

        IEnumerable<string> known = module.Cmdlets.Select(PageOf);
        foreach (string page in Directory.EnumerateFiles(pages, "*-*.md").Except(known))
        {
            yield return (page, null);
        }
    }

    private string PageOf(CmdletInfo cmdlet) => Path.Combine(pages, $"{cmdlet.Name}.md");
}
