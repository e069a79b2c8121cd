namespace ScwSecretBackup.Kloset.Snapshots;

/// <summary>Content that is in the store (or queued for it) and that a file of a new snapshot can point to.</summary>
/// <param name="Id">Key of the OBJECT blob.</param>
/// <param name="Size">Bytes of the content.</param>
/// <param name="ChunkCount">Number of chunks.</param>
/// <param name="ContentType">MIME type.</param>
/// <param name="Entropy">Shannon entropy, bits per byte.</param>
public sealed record StoredObject(Mac Id, long Size, int ChunkCount, string ContentType, double Entropy);
