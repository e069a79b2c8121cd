using System.Management.Automation;
using System.Text;
using HelpBuilder.Module;

namespace HelpBuilder.Markdown;

/// <summary>
/// Brings a cmdlet's page up to date with the cmdlet. Of the page belong to the cmdlet: synopsis, syntax, which parameters, inputs and outputs there are,
/// and the first paragraph of each, which is the summary in the source. All else is written by hand and stays.
/// </summary>
internal sealed class PageUpdate(CmdletInfo cmdlet, XmlDocumentation documentation)
{
    private const string Parts = "DESCRIPTION|EXAMPLES|PARAMETERS|INPUTS|OUTPUTS|NOTES|RELATED LINKS";

    /// <summary>The page as it should be; <paramref name="page"/> is null where there is none yet.</summary>
    public string Apply(HelpPage? page)
    {
        var text = new StringBuilder();
        text.Append(FrontMatter).Append("\n# ").Append(cmdlet.Name).Append('\n');
        Section(text, "SYNOPSIS", documentation.Summary(cmdlet.ImplementingType) ?? "");
        Section(text, "SYNTAX", string.Join("\n\n", cmdlet.ParameterSets.Select(Syntax)));
        foreach (string heading in Parts.Split('|'))
        {
            string own = heading switch
            {
                "PARAMETERS" => Inner(page, heading, cmdlet.OwnParameters().Select(parameter => ($"-{parameter.Name}", documentation.Summary(cmdlet.ImplementingType, parameter.Name)))),
                "INPUTS" => Inner(page, heading, Types(cmdlet.PipelineTypes())),
                "OUTPUTS" => Inner(page, heading, Types(cmdlet.OutputTypes())),
                _ => Body(page, page?.Find(heading)),
            };
            if (heading != "NOTES" || own.Length > 0)
            {
                Section(text, heading, own);
            }
        }

        return text.ToString();
    }

    private string FrontMatter => $"""
        ---
        document type: cmdlet
        external help file: {Path.GetFileName(cmdlet.HelpFile)}
        Locale: en-US
        Module Name: {cmdlet.ModuleName}
        PlatyPS schema version: 2024-05-01
        title: {cmdlet.Name}
        ---

        """;

    private string Syntax(CommandParameterSetInfo set)
    {
        string name = set.Name == ParameterAttribute.AllParameterSets ? "(All)" : set.Name;
        string default_ = set.IsDefault && cmdlet.ParameterSets.Count > 1 ? " (Default)" : "";
        return $"### {name}{default_}\n\n```\n{SyntaxText.Of(cmdlet, set)}\n```";
    }

    private (string Heading, string? Summary)[] Types(IEnumerable<Type> types)
    {
        (string, string?)[] found = [.. types.Select(type => (type.FullName!, documentation.Summary(type)))];
        return found.Length > 0 ? found : [("None", null)];
    }

    private static string Inner(HelpPage? page, string heading, IEnumerable<(string Heading, string? Summary)> wanted)
    {
        HelpSection? section = page?.Find(heading);
        IEnumerable<string> inner = wanted.Select(item =>
        {
            HelpSection? before = section?.Sections.Find(candidate => candidate.Heading == item.Heading);
            string body = Body(page, before);
            if (item.Summary is null)
            {
                return $"### {item.Heading}\n\n{body}".TrimEnd();
            }

            // The first paragraph is the summary; what follows it is kept.
            int first = body.IndexOf("\n\n", StringComparison.Ordinal);
            return $"### {item.Heading}\n\n{item.Summary}{(first < 0 ? "" : body[first..])}";
        });
        return string.Join("\n\n", inner);
    }

    private static string Body(HelpPage? page, HelpSection? section)
    {
        if (page is null || section is null)
        {
            return "";
        }

        string whole = page.Text[section.Start..section.End];
        int newline = whole.IndexOf('\n', StringComparison.Ordinal);
        return newline < 0 ? "" : whole[newline..].Trim();
    }

    private static void Section(StringBuilder text, string heading, string body) => text.Append("\n## ").Append(heading).Append('\n').Append(body.Length == 0 ? "" : $"\n{body}\n");
}
