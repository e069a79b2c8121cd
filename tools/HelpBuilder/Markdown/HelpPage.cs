using System.Globalization;
using Markdig;
using Markdig.Extensions.Yaml;
using Markdig.Syntax;

namespace HelpBuilder.Markdown;

/// <summary>A page of docs/en-US, cut at its headings.</summary>
internal sealed class HelpPage
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UseYamlFrontMatter().Build();

    private HelpPage(string file, string text)
    {
        File = file;
        Text = text;
    }

    /// <summary>Path of the page, for messages.</summary>
    public string File { get; }

    /// <summary>The page as it is written.</summary>
    public string Text { get; }

    /// <summary>Text of the first heading.</summary>
    public string Title { get; private set; } = "";

    /// <summary>Sections below the title, in order.</summary>
    public List<HelpSection> Sections { get; } = [];

    /// <summary>Reads a page.</summary>
    public static HelpPage Read(string file) => Parse(file, System.IO.File.ReadAllText(file));

    /// <summary>Parses the text of a page.</summary>
    public static HelpPage Parse(string file, string text)
    {
        var page = new HelpPage(file, text);
        HelpSection? section = null;
        foreach (Block block in Markdig.Markdown.Parse(text, Pipeline).Where(block => block is not YamlFrontMatterBlock))
        {
            if (block is HeadingBlock heading)
            {
                section = page.Open(heading);
            }
            else if (section is null)
            {
                throw page.Error(block, page.Title.Length == 0 ? "A page starts with its name as heading '# Name'." : "Text follows the name; put it below a heading.");
            }
            else
            {
                section.Blocks.Add(block);
            }
        }

        page.CloseAll();
        return page;
    }

    /// <summary>The section of that heading, directly below the title.</summary>
    public HelpSection? Find(string heading) => Sections.Find(section => section.Heading == heading);

    /// <summary>The section of that heading, which must be there.</summary>
    public HelpSection Require(string heading) =>
        Find(heading) ?? throw new HelpFormatException(File, 1, $"The heading '## {heading}' is missing.");

    /// <summary>An error at a block.</summary>
    public HelpFormatException Error(Block block, string problem) => new(File, block.Line + 1, problem);

    private HelpSection? Open(HeadingBlock heading)
    {
        string text = PlainText.Of(heading.Inline);
        switch (heading.Level)
        {
            case 1 when Title.Length == 0:
                Title = text;
                return null;
            case 2 when Title.Length > 0:
                Sections.Add(new HelpSection(text, heading));
                return Sections[^1];
            case 3 when Sections.Count > 0:
                var inner = new HelpSection(text, heading);
                Sections[^1].Sections.Add(inner);
                return inner;
            default:
                throw Error(heading, string.Create(CultureInfo.InvariantCulture, $"A heading of level {heading.Level} can't stand here."));
        }
    }

    private void CloseAll()
    {
        int end = Text.Length;
        foreach (HelpSection section in Enumerable.Reverse(Sections))
        {
            section.End = end;
            foreach (HelpSection inner in Enumerable.Reverse(section.Sections))
            {
                inner.End = end;
                end = inner.Start;
            }

            end = section.Start;
        }
    }
}
