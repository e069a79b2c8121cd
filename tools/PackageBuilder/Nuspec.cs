using System.Xml.Linq;

namespace PackageBuilder;

/// <summary>The package's description, with the tags by which galleries find modules and cmdlets, as PowerShellGet writes them.</summary>
internal static class Nuspec
{
    private static readonly XNamespace Namespace = "http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd";

    public static byte[] Write(ModuleManifest manifest)
    {
        (string Name, string Value)[] metadata =
        [
            ("id", manifest.Name),
            ("version", manifest.Version),
            ("authors", manifest.Author),
            ("owners", manifest.Company),
            ("requireLicenseAcceptance", manifest.RequiresLicenseAcceptance ? "true" : "false"),
            ("readme", "README.md"),
            ("description", manifest.Description),
            ("releaseNotes", manifest.ReleaseNotes),
            ("copyright", manifest.Copyright),
            ("tags", string.Join(' ', Tags(manifest))),
        ];
        var content = metadata.Select(entry => new XElement(Namespace + entry.Name, entry.Value))
            .Append(new XElement(Namespace + "license", new XAttribute("type", "file"), "LICENSE"));
        return PackageXml.ToBytes(new XElement(Namespace + "package", new XElement(Namespace + "metadata", content)));
    }

    private static IEnumerable<string> Tags(ModuleManifest manifest) =>
    [
        .. manifest.Tags,
        "PSModule",
        "PSIncludes_Cmdlet",
        .. manifest.Cmdlets.Select(cmdlet => $"PSCmdlet_{cmdlet}"),
        .. manifest.Cmdlets.Select(cmdlet => $"PSCommand_{cmdlet}"),
    ];
}
