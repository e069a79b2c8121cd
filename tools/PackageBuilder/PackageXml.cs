using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace PackageBuilder;

/// <summary>XML with the same bytes on every system: UTF-8 without a mark, indented, ends of lines as on Linux.</summary>
internal static class PackageXml
{
    private static readonly XmlWriterSettings Settings = new() { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Indent = true, NewLineChars = "\n" };

    public static byte[] ToBytes(XElement root)
    {
        using var bytes = new MemoryStream();
        using (XmlWriter writer = XmlWriter.Create(bytes, Settings))
        {
            root.Save(writer);
        }

        return bytes.ToArray();
    }
}
