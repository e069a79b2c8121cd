using HelpBuilder;
using HelpBuilder.About;
using HelpBuilder.Markdown;
using HelpBuilder.Model;

namespace ScwSecretBackup.Tests.Help;

/// <summary>Reading the pages that help is made of.</summary>
public sealed class HelpPageTests
{
    private const string Page = """
        # Get-ScwThing

        ## SYNOPSIS

        Gets `things`.

        ## DESCRIPTION

        One paragraph
        in two lines.

        - first
        - second

        ## EXAMPLES

        ### Example 1: All of them

        ```powershell
        Get-ScwThing

        Get-ScwThing -Name x
        ```

        Lists [things](Get-ScwThing.md).

        ## PARAMETERS

        ### -Name

        Names.

        ## INPUTS

        ### None

        Nothing.

        ## OUTPUTS

        ### System.String

        Text.

        ## RELATED LINKS

        - [Get-ScwThing](Get-ScwThing.md)
        - [Scaleway](https://www.scaleway.com)
        """;

    [Fact]
    public void A_page_is_read_as_plain_text()
    {
        CommandHelp help = CommandHelpReader.Read(HelpPage.Parse("page.md", Page));

        Assert.Equal("Get-ScwThing", help.Name);
        Assert.Equal("Gets things.", help.Synopsis);
        Assert.Equal(["One paragraph in two lines.", "- first", "- second"], help.Description);
        ExampleHelp example = Assert.Single(help.Examples);
        Assert.Equal("All of them", example.Title);
        Assert.Equal("Get-ScwThing\n\nGet-ScwThing -Name x", example.Code);
        Assert.Equal(["Lists things."], example.Remarks);
        Assert.Equal(["Names."], help.Parameters["Name"]);
        Assert.Equal([new LinkHelp("Get-ScwThing", ""), new LinkHelp("Scaleway", "https://www.scaleway.com")], help.Links);
    }

    [Theory]
    [InlineData("## SYNOPSIS", "## SYNOPSYS", "page.md(3): error HELP001: 'SYNOPSYS' is no heading")]
    [InlineData("Gets `things`.", "", "page.md(3): error HELP001: There is no text below 'SYNOPSIS'")]
    [InlineData("Example 1:", "Example 2:", "starts with 'Example 1: '")]
    [InlineData("```powershell", "```", "exactly one block of code")]
    [InlineData("### -Name", "### Name", "its name with the dash")]
    [InlineData("## INPUTS", "# INPUTS", "A heading of level 1 can't stand here")]
    [InlineData("Nothing.", "> Nothing.", "can't be shown as plain text")]
    public void What_is_wrong_with_a_page_is_said_with_its_line(string good, string bad, string message)
    {
        var error = Assert.Throws<HelpFormatException>(() => CommandHelpReader.Read(HelpPage.Parse("page.md", Page.Replace(good, bad, StringComparison.Ordinal))));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_topic_is_wrapped_and_code_is_not()
    {
        string words = string.Join(' ', Enumerable.Repeat("word", 40));
        string topic = $"# about_X\n\n## SHORT DESCRIPTION\n\nShort.\n\n## LONG DESCRIPTION\n\n- {words}\n\n```powershell\na\n\n  b\n```\n\n## SEE ALSO\n\n- Y\n";

        string text = AboutTopic.Render(HelpPage.Parse("about_X.md", topic));

        Assert.StartsWith("TOPIC\n    about_X\n\nSHORT DESCRIPTION\n    Short.\n\nLONG DESCRIPTION\n    - word", text, StringComparison.Ordinal);
        Assert.Contains("\n      word", text, StringComparison.Ordinal);
        Assert.Contains("\n        a\n\n          b\n\nSEE ALSO\n    - Y\n", text, StringComparison.Ordinal);
        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= 80, line));
    }

    [Fact]
    public void A_line_of_code_that_does_not_fit_is_an_error()
    {
        string topic = $"# about_X\n\n## SHORT DESCRIPTION\n\nS.\n\n## LONG DESCRIPTION\n\n```powershell\n{new string('x', 73)}\n```\n\n## SEE ALSO\n\n- Y\n";

        var error = Assert.Throws<HelpFormatException>(() => AboutTopic.Render(HelpPage.Parse("about_X.md", topic)));

        Assert.StartsWith("about_X.md(10): error", error.Message, StringComparison.Ordinal);
    }
}
