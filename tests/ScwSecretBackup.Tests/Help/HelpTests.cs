using System.Collections;
using System.Management.Automation;
using ScwSecretBackup.Tests.Hosting;
using ScwSecretBackup.Tests.Views;

namespace ScwSecretBackup.Tests.Help;

/// <summary>What Get-Help shows of each cmdlet.</summary>
public sealed class HelpTests(HelpSession shared) : IClassFixture<HelpSession>
{
    private static readonly string[] Unfinished = ["TODO", "TBD", "FIXME", "{{", "Fill in", "lorem"];

    private readonly PowerShellHost _session = shared.Session;

    public static TheoryData<string> Cmdlets { get; } = [.. Names()];

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Help_is_whole(string name)
    {
        PSObject help = GetHelp(name);

        Assert.Equal(name, Property(help, "Name"));
        Assert.EndsWith(".", Text(help, "Synopsis").Trim(), StringComparison.Ordinal);
        Assert.NotEmpty(Paragraphs(help, "description"));
        Assert.NotEmpty(Items(help, "inputTypes", "inputType"));
        Assert.NotEmpty(Items(help, "returnValues", "returnValue"));
        Assert.NotEmpty(Items(help, "relatedLinks", "navigationLink"));
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Examples_have_a_title_code_and_remarks_and_one_is_unattended(string name)
    {
        PSObject[] examples = [.. Items(GetHelp(name), "examples", "example")];

        Assert.True(examples.Length >= 3, $"{examples.Length} examples");
        Assert.Contains(examples, example => Text(example, "title").Contains("unattended", StringComparison.Ordinal));
        Assert.All(examples, example =>
        {
            Assert.Contains("Example ", Text(example, "title"), StringComparison.Ordinal);
            Assert.Contains("-Scw", Text(example, "code"), StringComparison.Ordinal);
            Assert.NotEmpty(Paragraphs(example, "remarks"));
        });
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Parameters_say_what_they_are_for_and_what_reflection_knows_of_them(string name)
    {
        var cmdlet = (CmdletInfo)_session.Invoke("Get-Command", new() { ["Name"] = name }).Single.BaseObject;
        ParameterMetadata[] own = [.. cmdlet.Parameters.Values.Where(parameter => !Cmdlet.CommonParameters.Contains(parameter.Name))];
        var described = Items(GetHelp(name), "parameters", "parameter").ToDictionary(parameter => Text(parameter, "name"));

        Assert.Equal(own.Select(parameter => parameter.Name).Order(), described.Keys.Order());
        Assert.All(own, parameter =>
        {
            PSObject help = described[parameter.Name];
            Assert.EndsWith(".", Paragraphs(help, "description").First().Trim(), StringComparison.Ordinal);
            Assert.Equal(parameter.ParameterSets.Values.Any(set => set.IsMandatory), bool.Parse(Text(help, "required")));
            Assert.Equal(parameter.ParameterSets.Values.Any(set => set.ValueFromPipeline), Text(help, "pipelineInput").Contains("ByValue", StringComparison.Ordinal));
            Assert.Equal(parameter.Attributes.OfType<SupportsWildcardsAttribute>().Any(), bool.Parse(Text(help, "globbing")));
            Assert.Equal(parameter.Aliases.Count == 0 ? "none" : string.Join(", ", parameter.Aliases), Text(help, "aliases"));
        });
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Syntax_has_the_parameter_sets_of_the_cmdlet(string name)
    {
        var cmdlet = (CmdletInfo)_session.Invoke("Get-Command", new() { ["Name"] = name }).Single.BaseObject;

        IEnumerable<string> shown = Items(GetHelp(name), "syntax", "syntaxItem").Select(item => Names(Items(PSObject.AsPSObject(new { syntax = item }), "syntax", "parameter").Select(parameter => Text(parameter, "name"))));

        Assert.Equal(
            cmdlet.ParameterSets.Select(set => Names(set.Parameters.Select(parameter => parameter.Name).Except(Cmdlet.CommonParameters))).Order(),
            shown.Order());
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Full_help_shows_as_text_and_has_nothing_unfinished(string name)
    {
        int before = shared.Host.Recording.Text.Length;

        _session.Script($"Get-Help {name} -Full | Out-Default; Get-Help {name} -Examples | Out-Default; Get-Help {name} -Parameter * | Out-Default");

        string text = shared.Host.Recording.Text[before..];
        Assert.Contains("SYNOPSIS", text, StringComparison.Ordinal);
        Assert.Contains("Example 1: ", text, StringComparison.Ordinal);
        Assert.Contains("Accept pipeline input?", text, StringComparison.Ordinal);
        Assert.All(Unfinished, word => Assert.DoesNotContain(word, text, StringComparison.OrdinalIgnoreCase));
    }

    private static List<string> Names()
    {
        using PowerShellHost session = PowerShellHost.WithModule();
        return [.. session.Invoke("Get-Command", new() { ["Module"] = BuiltModule.Name, ["CommandType"] = CommandTypes.Cmdlet }).Output.Select(command => Text(command, "Name"))];
    }

    private static string Names(IEnumerable<string> names) => string.Join(' ', names.Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("ScwSecretInfo", "PE1MKD")]
    [InlineData("ScwSnapshotItem", "E1MUD")]
    public void Flags_are_explained_by_all_cmdlets_that_show_them(string type, string flags)
    {
        string[] cmdlets = [.. Names().Where(name => Writes(name, type))];

        Assert.Equal(["ScwSecretInfo", "ScwSnapshotItem"], ViewSamples.All.Keys.Where(key => ViewFile.Columns(key).Any(column => column.Label == "Flags")));
        Assert.Contains($" {flags} ", Draw(ViewSamples.All[type]), StringComparison.Ordinal);
        Assert.NotEmpty(cmdlets);
        Assert.All(cmdlets, name =>
        {
            string explained = Items(GetHelp(name), "alertSet", "alert").Select(note => Text(note, "Text")).Single(note => note.StartsWith("The Flags column:", StringComparison.Ordinal));
            Assert.All(flags, flag => Assert.Matches($"[:,] {flag} [a-z]", explained));
        });
    }

    private string Draw(PSObject[] samples)
    {
        int start = shared.Host.Recording.Text.Length;
        _session.Invoke("Out-Default", input: samples);
        return shared.Host.Recording.Text[start..];
    }

    private bool Writes(string cmdlet, string type) =>
        ((CmdletInfo)_session.Invoke("Get-Command", new() { ["Name"] = cmdlet }).Single.BaseObject).OutputType.Any(output => output.Type?.Name == type);

    private PSObject GetHelp(string name) => _session.Invoke("Get-Help", new() { ["Name"] = name, ["Full"] = true }).Single;

    private static IEnumerable<PSObject> Items(PSObject help, string list, string item) =>
        LanguagePrimitives.GetEnumerable(Property(PSObject.AsPSObject(Property(help, list)!), item)) is { } several
            ? several.Cast<object>().Select(PSObject.AsPSObject)
            : [PSObject.AsPSObject(Property(PSObject.AsPSObject(Property(help, list)!), item)!)];

    private static IEnumerable<string> Paragraphs(PSObject help, string property) =>
        ((IEnumerable)Property(help, property)!).Cast<PSObject>().Select(paragraph => Text(paragraph, "Text")).Where(text => text.Trim().Length > 0);

    private static object? Property(PSObject value, string name) => value.Properties[name]?.Value;

    private static string Text(PSObject value, string name) => Property(value, name)?.ToString() ?? "";
}
