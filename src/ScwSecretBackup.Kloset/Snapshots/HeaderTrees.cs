using ScwSecretBackup.Kloset.Msgpack;

namespace ScwSecretBackup.Kloset.Snapshots;

/// <summary>Root records of the three mandatory trees (FORMAT §9.1).</summary>
/// <param name="Entries">Tree of the vfs entries; its member is called <c>root</c> in the store.</param>
/// <param name="Xattrs">Tree of the extended attributes.</param>
/// <param name="Errors">Tree of the errors.</param>
internal sealed record HeaderTrees(Mac Entries, Mac Xattrs, Mac Errors)
{
    public void Encode(MsgpackWriter writer)
    {
        writer.WriteMapHeader(3);
        writer.WriteString("root");
        writer.WriteMac(Entries);
        writer.WriteString("xattrs");
        writer.WriteMac(Xattrs);
        writer.WriteString("errors");
        writer.WriteMac(Errors);
    }

    public static HeaderTrees Decode(ref MsgpackReader reader)
    {
        HeaderTrees trees = new(Mac.Nil, Mac.Nil, Mac.Nil);
        for (int remaining = reader.ReadMapHeader(); remaining > 0; remaining--)
        {
            switch (reader.ReadString())
            {
                case "root": trees = trees with { Entries = reader.ReadMac() }; break;
                case "xattrs": trees = trees with { Xattrs = reader.ReadMac() }; break;
                case "errors": trees = trees with { Errors = reader.ReadMac() }; break;
                default: reader.Skip(); break;
            }
        }

        return trees;
    }
}
