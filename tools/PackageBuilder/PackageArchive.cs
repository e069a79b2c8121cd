using System.IO.Compression;
using System.Xml.Linq;

namespace PackageBuilder;

/// <summary>
/// A package as bytes that depend on nothing but its content: entries in ordinal order, one fixed time, fixed rights, no names of machines.
/// </summary>
internal sealed class PackageArchive
{
    private const string PropertiesPart = "package/services/metadata/core-properties/core.psmdcp";

    // Rights 0644 of a regular file where ZIP keeps those of Unix.
    private const int Attributes = unchecked((int)0x81A40000);

    // The first moment that ZIP can write.
    private static readonly DateTimeOffset Time = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly SortedDictionary<string, byte[]> _entries = new(StringComparer.Ordinal);

    public void Add(string name, byte[] content) => _entries.Add(name, content);

    /// <summary>Adds the parts that make it an Open Packaging Conventions package, and writes it.</summary>
    public void Save(string file, ModuleManifest manifest)
    {
        Add("[Content_Types].xml", ContentTypes());
        Add("_rels/.rels", Relationships(manifest));
        Add(PropertiesPart, CoreProperties(manifest));
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        string unfinished = file + ".tmp";
        using (FileStream stream = File.Create(unfinished))
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create))
        {
            foreach ((string name, byte[] content) in _entries)
            {
                ZipArchiveEntry entry = archive.CreateEntry(name, CompressionLevel.SmallestSize);
                entry.LastWriteTime = Time;
                entry.ExternalAttributes = Attributes;
                using Stream body = entry.Open();
                body.Write(content);
            }
        }

        File.Move(unfinished, file, overwrite: true);
    }

    private byte[] ContentTypes()
    {
        XNamespace types = "http://schemas.openxmlformats.org/package/2006/content-types";
        IEnumerable<XElement> byExtension = _entries.Keys.Select(name => Path.GetExtension(name).TrimStart('.')).Where(extension => extension.Length > 0)
            .Concat(["rels", "psmdcp"]).Distinct().Order(StringComparer.Ordinal)
            .Select(extension => new XElement(types + "Default", new XAttribute("Extension", extension), new XAttribute("ContentType", TypeOf(extension))));
        IEnumerable<XElement> byName = _entries.Keys.Where(name => Path.GetExtension(name).Length == 0)
            .Select(name => new XElement(types + "Override", new XAttribute("PartName", $"/{name}"), new XAttribute("ContentType", TypeOf(""))));
        return PackageXml.ToBytes(new XElement(types + "Types", byExtension, byName));
    }

    private static string TypeOf(string extension) => extension switch
    {
        "rels" => "application/vnd.openxmlformats-package.relationships+xml",
        "psmdcp" => "application/vnd.openxmlformats-package.core-properties+xml",
        _ => "application/octet",
    };

    private static byte[] Relationships(ModuleManifest manifest)
    {
        XNamespace relationships = "http://schemas.openxmlformats.org/package/2006/relationships";
        (string Type, string Target)[] targets =
        [
            ("http://schemas.microsoft.com/packaging/2010/07/manifest", $"/{manifest.Name}.nuspec"),
            ("http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", $"/{PropertiesPart}"),
        ];
        return PackageXml.ToBytes(new XElement(relationships + "Relationships", targets.Select((relationship, index) => new XElement(
            relationships + "Relationship",
            new XAttribute("Type", relationship.Type),
            new XAttribute("Target", relationship.Target),
            new XAttribute("Id", $"R{index + 1}")))));
    }

    private static byte[] CoreProperties(ModuleManifest manifest)
    {
        XNamespace core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
        XNamespace dublin = "http://purl.org/dc/elements/1.1/";
        return PackageXml.ToBytes(new XElement(
            core + "coreProperties",
            new XAttribute(XNamespace.Xmlns + "dc", dublin),
            new XElement(dublin + "creator", manifest.Author),
            new XElement(dublin + "description", manifest.Description),
            new XElement(dublin + "identifier", manifest.Name),
            new XElement(core + "version", manifest.Version),
            new XElement(core + "keywords", string.Join(' ', manifest.Tags))));
    }
}
