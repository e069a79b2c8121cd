using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace HelpBuilder.Module;

/// <summary>Summaries of the compiler's documentation file, in Markdown.</summary>
internal sealed partial class XmlDocumentation
{
    private readonly Dictionary<string, XElement> _members;

    private XmlDocumentation(Dictionary<string, XElement> members) => _members = members;

    /// <summary>Reads the file that the compiler wrote beside an assembly.</summary>
    public static XmlDocumentation Read(string file) => Parse(XDocument.Load(file));

    /// <summary>Reads the document.</summary>
    public static XmlDocumentation Parse(XDocument document) =>
        new(document.Descendants("member").ToDictionary(member => member.Attribute("name")!.Value, StringComparer.Ordinal));

    /// <summary>Summary of a type, or nothing where it has none.</summary>
    public string? Summary(Type type) => Text($"T:{type.FullName}");

    /// <summary>Summary of a property; an override without words of its own has those of what it overrides.</summary>
    public string? Summary(Type type, string property)
    {
        PropertyInfo? declared = type.GetProperty(property);
        for (Type? owner = declared?.DeclaringType; owner is not null; owner = owner.BaseType)
        {
            if (Text($"P:{owner.FullName}.{property}") is { } summary)
            {
                return summary;
            }
        }

        return null;
    }

    private string? Text(string member) =>
        _members.TryGetValue(member, out XElement? element) && element.Element("summary") is { } summary
            ? Space().Replace(string.Concat(summary.Nodes().Select(Text)), " ").Trim()
            : null;

    private static string Text(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement { Name.LocalName: "see" } see => see.Attribute("cref")?.Value.Split('.')[^1] ?? see.Value,
        XElement { Name.LocalName: "paramref" } parameter => parameter.Attribute("name")?.Value ?? "",
        XElement element => element.Value,
        _ => "",
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
