using System.Text;
using HelpBuilder.Markdown;
using Markdig.Syntax;

namespace HelpBuilder.About;

/// <summary>A page about a topic as a text file for Get-Help, which a console of 80 columns can show.</summary>
internal static class AboutTopic
{
    private const int Width = 80;
    private const string Indent = "    ";

    private static readonly string[] Headings = ["SHORT DESCRIPTION", "LONG DESCRIPTION", "SEE ALSO"];

    /// <summary>The text of the topic.</summary>
    public static string Render(HelpPage page)
    {
        if (!page.Sections.Select(section => section.Heading).SequenceEqual(Headings))
        {
            throw new HelpFormatException(page.File, 1, $"A page about a topic has the headings {string.Join(", ", Headings)}.");
        }

        var text = new StringBuilder();
        Write(text, "", "TOPIC");
        Write(text, Indent, page.Title);
        foreach (HelpSection section in page.Sections)
        {
            Write(text, "\n", section.Heading);
            Write(text, page, section);
            foreach (HelpSection inner in section.Sections)
            {
                Write(text, "\n  ", inner.Heading);
                Write(text, page, inner);
            }
        }

        return text.ToString();
    }

    private static void Write(StringBuilder text, HelpPage page, HelpSection section)
    {
        bool wasList = true;
        foreach (Block block in section.Blocks)
        {
            text.Append(wasList && block is ListBlock || block == section.Blocks[0] ? "" : "\n");
            wasList = false;
            if (block is CodeBlock code)
            {
                Write(text, page, code);
                continue;
            }

            bool isFirst = true;
            foreach (string paragraph in PlainText.Paragraphs(page, [block]))
            {
                bool isSpacedItem = block is ListBlock { IsLoose: true } && !paragraph.StartsWith(' ');
                text.Append(isSpacedItem && !isFirst ? "\n" : "");
                Wrap(text, paragraph, block is ListBlock ? HangingIndent(paragraph) : "");
                isFirst = false;
            }
        }
    }

    // Code is not wrapped: a broken line of code is another command.
    private static void Write(StringBuilder text, HelpPage page, CodeBlock code)
    {
        string[] lines = PlainText.Code(code).Split('\n');
        int tooLong = Array.FindIndex(lines, line => line.Length + (2 * Indent.Length) > Width);
        if (tooLong >= 0)
        {
            throw new HelpFormatException(page.File, code.Line + tooLong + 2, $"This line of code is longer than {Width - (2 * Indent.Length)} characters and would not fit a console of {Width} columns.");
        }

        foreach (string line in lines)
        {
            Write(text, Indent + Indent, line);
        }
    }

    // What follows the first paragraph of an item is indented already.
    private static string HangingIndent(string item) => new(' ', item.StartsWith(' ') ? item.Length - item.TrimStart().Length : item.IndexOf(' ', StringComparison.Ordinal) + 1);

    private static void Wrap(StringBuilder text, string paragraph, string hanging)
    {
        string lead = paragraph[..(paragraph.Length - paragraph.TrimStart().Length)];
        var line = new StringBuilder(Indent + lead);
        bool isEmpty = true;
        foreach (string word in paragraph.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!isEmpty && line.Length + 1 + word.Length > Width)
            {
                Write(text, "", line.ToString());
                line.Clear().Append(Indent).Append(hanging);
                isEmpty = true;
            }

            line.Append(isEmpty ? "" : " ").Append(word);
            isEmpty = false;
        }

        Write(text, "", line.ToString());
    }

    private static void Write(StringBuilder text, string lead, string line) => text.Append(string.IsNullOrWhiteSpace(line) ? "" : lead + line).Append('\n');
}
