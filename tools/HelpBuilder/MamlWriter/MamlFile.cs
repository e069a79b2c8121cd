using System.Management.Automation;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using HelpBuilder.Model;
using HelpBuilder.Module;
using static HelpBuilder.MamlWriter.MamlNames;

namespace HelpBuilder.MamlWriter;

/// <summary>The help file of all cmdlets of an assembly.</summary>
internal static class MamlFile
{
    private static readonly XmlWriterSettings Settings = new() { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Indent = true, NewLineChars = "\n" };

    /// <summary>Writes the file.</summary>
    public static void Write(string path, IEnumerable<(CmdletInfo Cmdlet, CommandHelp Help)> commands)
    {
        var document = new XDocument(new XElement(Schema + "helpItems", new XAttribute("schema", "maml"), commands.Select(command => Describe(command.Cmdlet, command.Help))));
        using var writer = XmlWriter.Create(path, Settings);
        document.Save(writer);
    }

    private static XElement Describe(CmdletInfo cmdlet, CommandHelp help)
    {
        var parameters = new ParameterElements(cmdlet, help);
        return new XElement(
            Command + "command",
            new XAttribute(XNamespace.Xmlns + "maml", Maml.NamespaceName),
            new XAttribute(XNamespace.Xmlns + "command", Command.NamespaceName),
            new XAttribute(XNamespace.Xmlns + "dev", Dev.NamespaceName),
            Details(cmdlet, help),
            Paragraphs(Maml + "description", help.Description),
            new XElement(Command + "syntax", cmdlet.ParameterSets.Select(set => Syntax(cmdlet, set, parameters))),
            new XElement(Command + "parameters", parameters.All()),
            new XElement(Command + "inputTypes", help.Inputs.Select(type => Describe(Command + "inputType", type))),
            new XElement(Command + "returnValues", help.Outputs.Select(type => Describe(Command + "returnValue", type))),
            help.Notes.Count == 0 ? null : new XElement(Maml + "alertSet", Paragraphs(Maml + "alert", help.Notes)),
            new XElement(Command + "examples", help.Examples.Select((example, index) => Describe(example, index + 1))),
            new XElement(Command + "relatedLinks", help.Links.Select(Describe)));
    }

    private static XElement Details(CmdletInfo cmdlet, CommandHelp help) => new(
        Command + "details",
        new XElement(Command + "name", cmdlet.Name),
        new XElement(Command + "verb", cmdlet.Verb),
        new XElement(Command + "noun", cmdlet.Noun),
        Paragraphs(Maml + "description", [help.Synopsis]));

    private static XElement Syntax(CmdletInfo cmdlet, CommandParameterSetInfo set, ParameterElements parameters) => new(
        Command + "syntaxItem",
        new XElement(Maml + "name", cmdlet.Name),
        set.InSyntaxOrder().Select(parameters.InSyntax));

    private static XElement Describe(XName name, TypeHelp type) => new(
        name,
        new XElement(Dev + "type", new XElement(Maml + "name", type.Name)),
        Paragraphs(Maml + "description", type.Description));

    private static XElement Describe(ExampleHelp example, int number) => new(
        Command + "example",
        new XElement(Maml + "title", $"---------- Example {number}: {example.Title} ----------"),
        new XElement(Dev + "code", example.Code),
        Paragraphs(Dev + "remarks", example.Remarks.Append("")));

    private static XElement Describe(LinkHelp link) => new(
        Maml + "navigationLink",
        new XElement(Maml + "linkText", link.Text),
        new XElement(Maml + "uri", link.Address));
}
