namespace ScwSecretBackup.Kloset.Packfiles;

/// <summary>A finished packfile, ready to be put.</summary>
/// <param name="Name">MAC of the payload (FORMAT §7.4).</param>
/// <param name="File">The whole file, in a buffer of the builder.</param>
/// <param name="Entries">Its index, padding included, in blob order.</param>
/// <param name="UnixNanoseconds">Creation time in the footer.</param>
internal sealed record SealedPackfile(Mac Name, ReadOnlyMemory<byte> File, IReadOnlyList<PackfileIndexEntry> Entries, long UnixNanoseconds);
