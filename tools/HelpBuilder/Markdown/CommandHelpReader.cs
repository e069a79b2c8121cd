using HelpBuilder.Model;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace HelpBuilder.Markdown;

/// <summary>Reads a cmdlet's page, whose headings are those of platyPS.</summary>
internal static class CommandHelpReader
{
    private static readonly string[] Headings =
        ["SYNOPSIS", "SYNTAX", "DESCRIPTION", "EXAMPLES", "PARAMETERS", "INPUTS", "OUTPUTS", "NOTES", "RELATED LINKS"];

    public static CommandHelp Read(HelpPage page)
    {
        if (page.Sections.Find(section => !Headings.Contains(section.Heading)) is { } unknown)
        {
            throw page.Error(unknown.Block, $"'{unknown.Heading}' is no heading of a cmdlet's page. It has {string.Join(", ", Headings)}.");
        }

        return new CommandHelp(
            page.Title,
            string.Join(' ', Required(page, "SYNOPSIS")),
            Required(page, "DESCRIPTION"),
            [.. page.Require("EXAMPLES").Sections.Select((section, index) => Example(page, section, index + 1))],
            page.Require("PARAMETERS").Sections.ToDictionary(section => ParameterName(page, section), section => Text(page, section)),
            Types(page, "INPUTS"),
            Types(page, "OUTPUTS"),
            page.Find("NOTES") is { } notes ? Text(page, notes) : [],
            [.. page.Require("RELATED LINKS").Blocks.SelectMany(block => block.Descendants<ParagraphBlock>()).Select(Link)]);
    }

    private static IReadOnlyList<string> Required(HelpPage page, string heading)
    {
        HelpSection section = page.Require(heading);
        return section.Blocks.Count > 0 ? Text(page, section) : throw page.Error(section.Block, $"There is no text below '{heading}'.");
    }

    private static IReadOnlyList<string> Text(HelpPage page, HelpSection section) => [.. PlainText.Paragraphs(page, section.Blocks)];

    private static ExampleHelp Example(HelpPage page, HelpSection section, int number)
    {
        string prefix = $"Example {number}: ";
        if (!section.Heading.StartsWith(prefix, StringComparison.Ordinal))
        {
            throw page.Error(section.Block, $"The heading of this example starts with '{prefix}'.");
        }

        if (section.Blocks.OfType<FencedCodeBlock>().ToList() is not [{ Info: "powershell" } code])
        {
            throw page.Error(section.Block, "An example has exactly one block of code, ```powershell.");
        }

        return new ExampleHelp(section.Heading[prefix.Length..], PlainText.Code(code), [.. PlainText.Paragraphs(page, section.Blocks.Where(block => block != code))]);
    }

    private static string ParameterName(HelpPage page, HelpSection section) =>
        section.Heading.StartsWith('-') ? section.Heading[1..] : throw page.Error(section.Block, "The heading of a parameter is its name with the dash.");

    private static TypeHelp[] Types(HelpPage page, string heading) =>
        [.. page.Require(heading).Sections.Select(section => new TypeHelp(section.Heading, Text(page, section)))];

    private static LinkHelp Link(ParagraphBlock paragraph)
    {
        string? address = paragraph.Inline?.FirstChild is LinkInline link ? link.Url : null;
        return new LinkHelp(PlainText.Of(paragraph.Inline), address?.Contains("://", StringComparison.Ordinal) == true ? address : "");
    }
}
