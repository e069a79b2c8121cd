namespace ScwSecretBackup.Kloset.Packfiles;

/// <summary>A verified packfile.</summary>
/// <param name="Name">MAC of the payload.</param>
/// <param name="UnixNanoseconds">Creation time in the footer.</param>
/// <param name="Entries">Index, in stored order.</param>
/// <param name="BlobArea">The encoded blobs.</param>
internal sealed record PackfileContents(Mac Name, long UnixNanoseconds, IReadOnlyList<PackfileIndexEntry> Entries, ReadOnlyMemory<byte> BlobArea)
{
    /// <summary>The encoded bytes of a blob in this packfile.</summary>
    public ReadOnlyMemory<byte> Slice(PackfileIndexEntry entry) => BlobArea.Slice((int)entry.Offset, (int)entry.Length);
}
