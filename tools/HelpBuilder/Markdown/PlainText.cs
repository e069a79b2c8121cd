using System.Text;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace HelpBuilder.Markdown;

/// <summary>Markdown as the plain text that a console shows.</summary>
internal static class PlainText
{
    /// <summary>Blocks as paragraphs: each item of a list is one, and the lines of code stay lines.</summary>
    public static IEnumerable<string> Paragraphs(HelpPage page, IEnumerable<Block> blocks) => blocks.SelectMany(block => block switch
    {
        ParagraphBlock paragraph => [Of(paragraph.Inline)],
        CodeBlock code => [Code(code)],
        ListBlock list => list.Cast<ListItemBlock>().SelectMany(item => Item(page, list, item)),
        _ => throw page.Error(block, $"A {block.GetType().Name} can't be shown as plain text; use paragraphs, lists and code."),
    });

    /// <summary>The lines of a code block.</summary>
    public static string Code(CodeBlock code) => code.Lines.ToString().TrimEnd();

    /// <summary>Inlines without their marks: a line break in the source is a space.</summary>
    public static string Of(ContainerInline? inlines)
    {
        var text = new StringBuilder();
        foreach (Inline inline in inlines ?? Enumerable.Empty<Inline>())
        {
            text.Append(inline switch
            {
                LiteralInline literal => literal.Content.ToString(),
                CodeInline code => code.Content,
                LineBreakInline => " ",
                AutolinkInline link => link.Url,
                HtmlEntityInline entity => entity.Transcoded.ToString(),
                ContainerInline container => Of(container),
                _ => inline.ToString(),
            });
        }

        return text.ToString();
    }

    private static IEnumerable<string> Item(HelpPage page, ListBlock list, ListItemBlock item)
    {
        string mark = list.IsOrdered ? $"{item.Order}. " : "- ";
        return Paragraphs(page, item).Select((paragraph, index) => index == 0 ? mark + paragraph : new string(' ', mark.Length) + paragraph);
    }
}
