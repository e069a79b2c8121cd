using ScwSecretBackup.Kloset.Envelopes;
using ScwSecretBackup.Kloset.Msgpack;
using ScwSecretBackup.Kloset.Objects;
using ScwSecretBackup.Kloset.Snapshots;
using ScwSecretBackup.Kloset.Trees;

namespace ScwSecretBackup.Kloset.Checking;

/// <summary>Tells whether a record is encoded in the one way that plakar and this library write it, which deduplication relies on.</summary>
internal static class CanonicalForm
{
    /// <exception cref="KlosetFormatException">The bytes are no record of that type.</exception>
    public static bool IsCanonical(ResourceType type, ReadOnlySpan<byte> data)
    {
        MsgpackWriter writer = new();
        switch (type)
        {
            case ResourceType.Snapshot: HeaderRecord.Decode(data).Encode(writer); break;
            case ResourceType.Object: ObjectRecord.Decode(data).Encode(writer); break;
            case ResourceType.VfsEntry: EntryRecord.Decode(data).Encode(writer); break;
            case ResourceType.VfsSummary: SummaryRecord.Decode(data).Encode(writer); break;
            case ResourceType.ErrorEntry: ErrorRecord.Decode(data).Encode(writer); break;
            case ResourceType.XattrEntry: XattrRecord.Decode(data).Encode(writer); break;
            case ResourceType.VfsNode or ResourceType.ErrorNode or ResourceType.XattrNode or ResourceType.BtreeNode:
                TreeNode.Decode(data, type.ToString()).Encode(writer);
                break;
            case ResourceType.VfsBtree or ResourceType.ErrorBtree or ResourceType.XattrBtree or ResourceType.BtreeRoot:
                TreeRoot.Decode(data, type.ToString()).Encode(writer);
                break;
            default: return true;
        }

        return writer.WrittenSpan.SequenceEqual(data);
    }
}
