using System.Xml.Linq;

namespace HelpBuilder.MamlWriter;

/// <summary>Namespaces of PowerShell's help files.</summary>
internal static class MamlNames
{
    public static readonly XNamespace Schema = "http://msh";
    public static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    public static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    public static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    /// <summary>An element with one paragraph for each text.</summary>
    public static XElement Paragraphs(XName name, IEnumerable<string> texts) => new(name, texts.Select(text => new XElement(Maml + "para", text)));
}
