using System.Text.RegularExpressions;
using System.Xml.Linq;
using ScwSecretBackup.Tests.Hosting;

namespace ScwSecretBackup.Tests.Views;

/// <summary>The views that the module ships.</summary>
internal static partial class ViewFile
{
    private static readonly XDocument Document = XDocument.Load(Path.Combine(BuiltModule.Folder, "ScwSecretBackup.Format.ps1xml"));

    /// <summary>The only table of a type, its columns with their widths; 0 stands for what the others leave.</summary>
    public static IReadOnlyList<(string Label, int Width)> Columns(string type) =>
        [.. Only(type, "TableControl").Descendants("TableColumnHeader").Select(header => ((string)header.Element("Label")!, (int?)header.Element("Width") ?? 0))];

    /// <summary>What the table of a type computes for its columns without a width.</summary>
    public static IEnumerable<string> FittedCells(string type) =>
        Only(type, "TableControl").Descendants("TableColumnItem").Select(item => item.Value).Where(cell => cell.Contains("$Host", StringComparison.Ordinal));

    /// <summary>Properties that the table or the list shows.</summary>
    public static IEnumerable<string> Properties(string type, string control)
    {
        XElement view = Only(type, control);
        return view.Descendants("PropertyName").Select(property => property.Value)
            .Concat(view.Descendants("ScriptBlock").SelectMany(script => PropertyOfItem().Matches(script.Value)).Select(match => match.Groups[1].Value));
    }

    /// <summary>A file with nothing but the lists, so that PowerShell prefers them.</summary>
    public static string WriteLists(string folder)
    {
        var lists = new XDocument(Document);
        lists.Descendants("View").Where(view => view.Element("ListControl") is null).Remove();
        string path = Path.Combine(folder, "Lists.Format.ps1xml");
        lists.Save(path);
        return path;
    }

    private static XElement Only(string type, string control) => Assert.Single(
        Document.Descendants("View").Where(view => view.Descendants("TypeName").Any(name => name.Value == $"{BuiltModule.Name}.{type}")).Elements(control));

    [GeneratedRegex(@"\$_\.([A-Za-z]+)")]
    private static partial Regex PropertyOfItem();
}
