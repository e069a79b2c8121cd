namespace ScwSecretBackup.Kloset.Snapshots;

/// <summary>Turns stored entries into public ones. Names come from a store, so they are checked before anybody restores to them.</summary>
internal static class EntryConverter
{
    /// <summary>Path of an entry.</summary>
    /// <exception cref="KlosetFormatException">Its name or parent can't be part of a path (FORMAT §9.4).</exception>
    public static ReadOnlyMemory<byte> PathOf(EntryRecord entry)
    {
        ReadOnlySpan<byte> name = entry.FileInfo.Name.Span;
        ReadOnlySpan<byte> parent = entry.ParentPath.Span;
        if (name.SequenceEqual("/"u8) && (parent.IsEmpty || parent.SequenceEqual("/"u8)))
        {
            return SnapshotPath.RootBytes;
        }

        return SnapshotPath.IsName(name) && SnapshotPath.IsClean(parent)
            ? SnapshotPath.Combine(parent, name)
            : throw new KlosetFormatException($"An entry has the name '{SnapshotPath.Decode(name)}' and the parent '{SnapshotPath.Decode(parent)}', which make no path.");
    }

    /// <param name="entry">Decoded entry.</param>
    /// <param name="path">Its path, as <see cref="PathOf"/> gives it.</param>
    public static SnapshotEntry Convert(EntryRecord entry, ReadOnlyMemory<byte> path) => new()
    {
        Path = SnapshotPath.Decode(path.Span),
        RawPath = path,
        Name = SnapshotPath.Decode(entry.FileInfo.Name.Span),
        Mode = entry.FileInfo.Mode,
        Size = entry.FileInfo.Size,
        ModifiedAt = entry.FileInfo.ModTime.ToDateTimeOffset(),
        SymlinkTarget = SnapshotPath.Decode(entry.SymlinkTarget.Span),
        Content = FileModes.IsRegular(entry.FileInfo.Mode) && !entry.Object.IsNil
            ? new StoredObject(entry.Object, entry.FileInfo.Size, (int)Math.Min(entry.ChunkCount, int.MaxValue), entry.ContentType, entry.Entropy)
            : null,
    };
}
