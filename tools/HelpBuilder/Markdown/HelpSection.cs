using Markdig.Syntax;

namespace HelpBuilder.Markdown;

/// <summary>A heading and what is below it.</summary>
internal sealed class HelpSection(string heading, HeadingBlock block)
{
    /// <summary>Text of the heading.</summary>
    public string Heading { get; } = heading;

    /// <summary>The heading itself, for the line in messages.</summary>
    public HeadingBlock Block { get; } = block;

    /// <summary>Blocks up to the first inner section.</summary>
    public List<Block> Blocks { get; } = [];

    /// <summary>Sections one level deeper.</summary>
    public List<HelpSection> Sections { get; } = [];

    /// <summary>Where the heading starts in the page.</summary>
    public int Start => Block.Span.Start;

    /// <summary>Where the section with all its inner sections ends in the page.</summary>
    public int End { get; set; }
}
