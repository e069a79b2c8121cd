using ScwSecretBackup.Kloset.Msgpack;

namespace ScwSecretBackup.Kloset.Snapshots;

/// <summary>A file or directory that is going to be written.</summary>
/// <param name="Path">Absolute path.</param>
/// <param name="RawPath">The path's bytes.</param>
/// <param name="Attributes">Permissions and time.</param>
/// <param name="Content">Content of a file; null for a directory.</param>
internal sealed record SnapshotNode(string Path, ReadOnlyMemory<byte> RawPath, NodeAttributes Attributes, StoredObject? Content)
{
    public bool IsDirectory => Content is null;

    public EntryRecord ToEntry() => new()
    {
        ParentPath = SnapshotPath.Parent(RawPath),
        FileInfo = new FileInfoRecord
        {
            Name = SnapshotPath.Name(RawPath),
            Size = Content?.Size ?? 0,
            Mode = ((uint)Attributes.Permissions & FileModes.Permissions) | (IsDirectory ? FileModes.Directory : 0),
            ModTime = KlosetTime.FromDateTimeOffset(Attributes.ModifiedAt),
        },
        Object = Content?.Id ?? Mac.Nil,
        ContentType = Content?.ContentType ?? "",
        Entropy = Content?.Entropy ?? 0,
        ChunkCount = (ulong)(Content?.ChunkCount ?? 0),
    };
}
