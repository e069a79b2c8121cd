using System.Management.Automation;
using System.Xml.Linq;
using HelpBuilder.Model;
using HelpBuilder.Module;
using static HelpBuilder.MamlWriter.MamlNames;

namespace HelpBuilder.MamlWriter;

/// <summary>The parameters of a cmdlet: words of the page, facts of the cmdlet.</summary>
internal sealed class ParameterElements(CmdletInfo cmdlet, CommandHelp help)
{
    private static readonly Dictionary<string, string[]> StandardTexts = new()
    {
        ["WhatIf"] = ["Shows what would happen and changes nothing."],
        ["Confirm"] = ["Asks before anything is changed. -Confirm:$false does not ask."],
    };

    private readonly IReadOnlyDictionary<string, string> _defaults = cmdlet.Defaults();

    /// <summary>All parameters, with their descriptions.</summary>
    public IEnumerable<XElement> All() =>
        cmdlet.OwnParameters().Concat(cmdlet.StandardParameters()).Select(parameter => Full(parameter, Anywhere(parameter.Name)));

    /// <summary>A parameter as one set of the syntax has it.</summary>
    public XElement InSyntax(CommandParameterInfo parameter)
    {
        ParameterMetadata metadata = cmdlet.Parameters[parameter.Name];
        XElement element = Element(metadata, parameter);
        if (metadata.SwitchParameter)
        {
            return element;
        }

        string[] values = [.. metadata.AcceptedValues()];
        element.Add(values.Length == 0 ? Value(metadata) : new XElement(Command + "parameterValueGroup", values.Select(value => Accepted(value))));
        return element;
    }

    private XElement Full(ParameterMetadata metadata, CommandParameterInfo parameter)
    {
        XElement element = Element(metadata, parameter);
        element.Add(
            Paragraphs(Maml + "description", Text(metadata)),
            Value(metadata),
            new XElement(Dev + "type", new XElement(Maml + "name", metadata.ParameterType.DisplayName()), new XElement(Maml + "uri")),
            new XElement(Dev + "defaultValue", _defaults.GetValueOrDefault(metadata.Name, "False")));
        return element;
    }

    private static XElement Element(ParameterMetadata metadata, CommandParameterInfo parameter) => new(
        Command + "parameter",
        new XAttribute("required", parameter.IsMandatory),
        new XAttribute("variableLength", metadata.ParameterType.IsArray),
        new XAttribute("globbing", metadata.TakesWildcards()),
        new XAttribute("pipelineInput", Pipeline(parameter)),
        new XAttribute("position", parameter.Position < 0 ? "named" : $"{parameter.Position}"),
        new XAttribute("aliases", metadata.Aliases.Count == 0 ? "none" : string.Join(", ", metadata.Aliases)),
        new XElement(Maml + "name", metadata.Name));

    private IEnumerable<string> Text(ParameterMetadata metadata)
    {
        IEnumerable<string> text = StandardTexts.GetValueOrDefault(metadata.Name) ?? help.Parameters.GetValueOrDefault(metadata.Name) ?? [];
        string[] values = [.. metadata.AcceptedValues()];
        return values.Length == 0 ? text : text.Append($"Values: {string.Join(", ", values)}.");
    }

    private CommandParameterInfo Anywhere(string name) =>
        cmdlet.ParameterSets.SelectMany(set => set.Parameters).Where(parameter => parameter.Name == name).OrderByDescending(parameter => parameter.IsMandatory).First();

    private static XElement Value(ParameterMetadata metadata) => new(
        Command + "parameterValue",
        new XAttribute("required", !metadata.SwitchParameter),
        new XAttribute("variableLength", metadata.ParameterType.IsArray),
        metadata.ParameterType.DisplayName());

    private static XElement Accepted(string value) =>
        new(Command + "parameterValue", new XAttribute("required", false), new XAttribute("variableLength", false), value);

    private static string Pipeline(CommandParameterInfo parameter) => (parameter.ValueFromPipeline, parameter.ValueFromPipelineByPropertyName) switch
    {
        (true, true) => "True (ByValue, ByPropertyName)",
        (true, false) => "True (ByValue)",
        (false, true) => "True (ByPropertyName)",
        _ => "False",
    };
}
